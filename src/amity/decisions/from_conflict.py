"""A conflict with an expectation becomes a decision, and keeps its evidence: both statements, and its options."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.decisions import rules
from amity.decisions.commands import open_decision
from amity.decisions.models import Consultation, Decision
from amity.decisions.pages import address_of
from amity.decisions.queries import decisions_seen_by
from amity.decisions.rules import DecisionFields, FactLine, OptionFields
from amity.decisions.wording import STAGES
from amity.expectations.conflicts.queries import conflict_seen_by
from amity.expectations.models import Conflict
from amity.expectations.queries import ANSWERS
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Refused
from amity.shared.refs import Ref
from amity.shared.text.texts import on_one_line
from amity.ui import formats

ORIGIN: Final = "expectations.conflict"


@command
def decide_conflict(*, by: Actor, conflict_id: int, now: datetime) -> Decision:
    """Open the decision on a conflict. A second one is refused, and so is one on a conflict that is closed."""
    conflict = conflict_seen_by(by, conflict_id, lock=True)
    if conflict.closed_at is not None:
        raise Refused(_("This conflict is closed."))
    if Decision.objects.filter(origin_kind=ORIGIN, origin_id=conflict.pk).exists():
        raise Refused(_("There already is a decision on this conflict."))
    today = timezone.localdate(now)
    due_on = conflict.speak_by if conflict.speak_by and conflict.speak_by >= today else None
    question = _("What do we answer to “%(believed)s”?") % {"believed": on_one_line(conflict.believed, 250)}
    return open_decision(
        by=by, account_id=conflict.account_id, fields=DecisionFields(question, due_on), now=now,
        origin=Ref.to(conflict), options=_options(conflict), facts=_facts(conflict),
    )  # fmt: skip


def decisions_on(by: Actor, conflict_ids: Sequence[int]) -> Mapping[int, tuple[str, str, str]]:
    """Return the question, status and page of the decisions that the actor sees, by the conflict they are on."""
    today = timezone.localdate()
    asked = Consultation.objects.filter(decision=OuterRef("pk"))
    first = asked.filter(answered_at=None, due_on__gte=today).order_by("due_on", "pk")
    rows = decisions_seen_by(by).filter(origin_kind=ORIGIN, origin_id__in=conflict_ids)
    rows = rows.annotate(
        asks=Subquery(first.values("person__name")[:1]), asks_by=Subquery(first.values("due_on")[:1]),
        was_asked=Exists(asked),
    )  # fmt: skip
    return {row.origin_id: (row.question, _status(row, today), address_of(row)) for row in rows if row.origin_id}


def _status(row: Any, today: date) -> str:
    """Return who a decision waits for, or its stage."""
    if row.state == rules.OPEN and row.asks:
        by_day = formats.day_with("by", row.asks_by, today)
        return _("waiting for %(name)s, %(by_day)s") % {"name": row.asks, "by_day": by_day}
    return str(STAGES[rules.stage(row.state, waits=False, was_asked=row.was_asked)])


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
