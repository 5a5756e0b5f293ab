"""A conflict with an expectation becomes a decision, and keeps its evidence: both statements, and its options."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.decisions import rules
from amity.decisions.commands import open_decision
from amity.decisions.models import Decision
from amity.decisions.rules import DecisionFields, FactLine, OptionFields
from amity.expectations.conflicts.queries import conflict_seen_by
from amity.expectations.models import Conflict
from amity.expectations.queries import ANSWERS
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Refused
from amity.shared.refs import Ref
from amity.shared.text.texts import on_one_line
from amity.ui import formats


@command
def decide_conflict(*, by: Actor, conflict_id: int, now: datetime) -> Decision:
    """Open the decision on a conflict. A second one is refused, and so is one on a conflict that is closed."""
    conflict = conflict_seen_by(by, conflict_id, lock=True)
    if conflict.closed_at is not None:
        raise Refused(_("This conflict is closed."))
    origin = Ref.to(conflict)
    if Decision.objects.filter(origin_kind=origin.kind, origin_id=origin.id).exists():
        raise Refused(_("There already is a decision on this conflict."))
    today = timezone.localdate(now)
    due_on = conflict.speak_by if conflict.speak_by and conflict.speak_by >= today else None
    question = _("What do we answer to “%(believed)s”?") % {"believed": on_one_line(conflict.believed, 250)}
    return open_decision(
        by=by, account_id=conflict.account_id, fields=DecisionFields(question, due_on), now=now, origin=origin,
        options=_options(conflict), facts=_facts(conflict),
    )  # fmt: skip


def _options(conflict: Conflict) -> list[OptionFields]:
    return [
        OptionFields(
            str(ANSWERS[option.answer]), client_relationship=option.client_effect,
            agency_relationship=option.agency_effect, relationship_note=on_one_line(option.note, 200),
        )
        for option in conflict.options.order_by("pk")
    ]  # fmt: skip


def _facts(conflict: Conflict) -> list[FactLine]:
    expectation = conflict.expectation
    source = [expectation.stated_by.name if expectation.stated_by else "", expectation.stated_in]
    source.append(formats.full_day(expectation.stated_on) if expectation.stated_on else "")
    state = rules.KNOWN if expectation.stated_by else rules.ASSUMED
    believed = _("They expect: %(what)s") % {"what": conflict.believed}
    agreed = _("Agreed: %(what)s") % {"what": conflict.agreed}
    line = conflict.line.title if conflict.line else ""
    return [
        FactLine(on_one_line(believed, 500), state, on_one_line(" · ".join(part for part in source if part), 200)),
        FactLine(on_one_line(agreed, 500), rules.KNOWN, on_one_line(line, 200)),
    ]
