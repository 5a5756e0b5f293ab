"""A client's request becomes a decision, with what was asked, what it would take and its price."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from amity.decisions import rules
from amity.decisions.commands import open_decision
from amity.decisions.models import Decision
from amity.decisions.queries import decisions_seen_by
from amity.decisions.rules import DecisionFields, FactLine, OptionFields
from amity.people.queries import person_of
from amity.scope.models import Assessment, Request
from amity.scope.requests.page import price_of
from amity.scope.requests.queries import request_seen_by
from amity.scope.requests.wording import CHANNELS
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Refused
from amity.shared.permission import MoneyRight
from amity.shared.refs import Ref
from amity.shared.text.texts import on_one_line
from amity.ui import formats

ORIGIN: Final = "scope.request"


@command
def decide_request(*, by: Actor, request_id: int, now: datetime) -> Decision:
    """Open the decision on a request. A second one is refused, and so is one on a request that is closed."""
    row = request_seen_by(by, request_id, lock=True)
    if row.closed_at is not None or row.account_id is None:
        raise Refused(_("This request is closed."))
    if Decision.objects.filter(origin_kind=ORIGIN, origin_id=row.pk).exists():
        raise Refused(_("This request already has a decision."))
    assessment = row.assessments.order_by("-pk").first()
    question = _("What do we answer to “%(believed)s”?") % {"believed": on_one_line(row.words, 250)}
    return open_decision(
        by=by, account_id=row.account_id, fields=DecisionFields(question), now=now, origin=Ref.to(row),
        options=list(_options(by, row, assessment)), facts=list(_facts(by, row, assessment)),
    )  # fmt: skip


def decision_on(by: Actor, request_id: int) -> Decision | None:
    """Return the decision on a request, or None."""
    return decisions_seen_by(by).filter(origin_kind=ORIGIN, origin_id=request_id).first()


def _options(by: Actor, row: Request, assessment: Assessment | None) -> Iterator[OptionFields]:
    """Yield the answers to a request. The price is what it costs the client, if the actor sees fees."""
    price = price_of(by, assessment) if assessment is not None else None
    same = price is not None and row.account is not None and price.currency == row.account.currency
    yield OptionFields(_("As a change order"), client_cost=price.minor if price is not None and same else None)
    yield OptionFields(_("At no charge"))
    yield OptionFields(_("Decline"))


def _facts(by: Actor, row: Request, assessment: Assessment | None) -> Iterator[FactLine]:
    source = [row.contact.name if row.contact else "", str(CHANNELS[row.through]), formats.dated(row.asked_on)]
    asked = _("They asked: %(words)s") % {"words": row.words}
    yield FactLine(on_one_line(asked, 500), rules.KNOWN, on_one_line(" · ".join(one for one in source if one), 200))
    if assessment is None:
        yield FactLine(_("How many hours it takes"), rules.TO_FIND_OUT)
    elif person_of(by).money_right >= MoneyRight.HOURS:
        hours = _("It takes %(hours)s.") % {"hours": formats.hours(assessment.seconds, "words")}
        who = assessment.assessed_by.name if assessment.assessed_by else ""
        yield FactLine(hours, rules.KNOWN, who)
