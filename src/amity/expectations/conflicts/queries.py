"""Queries for conflicts between an expectation and what was agreed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.expectations import queries, rules
from amity.expectations.models import Conflict, ConflictOption, Expectation
from amity.lines.queries import terms_of
from amity.shared.actor import Actor
from amity.shared.rows.lookup import seen_or_missing


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """A conflict with its options. `better_for_client` and `better_for_us` name a better option that was not chosen."""

    conflict: Conflict
    state: str
    options: Sequence[ConflictOption]
    answer: str
    better_for_client: str
    better_for_us: str


def conflict_seen_by(by: Actor, conflict_id: int, *, lock: bool = False) -> Conflict:
    """Return one conflict of an expectation the actor can see, or raise `NotSeen`. `lock` locks its row."""
    found = Conflict.objects.select_related("line", "speaker")
    gone = _("Conflict not found. It may have been deleted, or you don’t have access to its account.")
    conflict = seen_or_missing(found, conflict_id, gone, lock=lock)
    conflict.expectation = queries.expectation_seen_by(by, conflict.expectation_id)
    return conflict


def conflicts_of(expectation: Expectation) -> list[ConflictRow]:
    """Return every conflict of an expectation, newest first."""
    found = expectation.conflicts.select_related("line", "speaker").prefetch_related("options").order_by("-pk")
    return [_row(conflict) for conflict in found]


def open_conflict_of(expectation: Expectation) -> Conflict | None:
    """Return the conflict that is not closed yet."""
    return expectation.conflicts.filter(closed_at=None).first()


def without_conflict(by: Actor, account: Account) -> list[Expectation]:
    """Return the expectations of an account of which a conflict can be recorded, worst first."""
    weighed = Conflict.objects.filter(closed_at=None, options__isnull=False).order_by().values("expectation")
    seen = queries.expectations_seen_by(by).filter(account=account).exclude(state=rules.MET)
    return queries.worst_first(seen.exclude(pk__in=weighed))


def may_weigh(expectation: Expectation) -> bool:
    """Return whether no conflict is open, or the open one has no options yet."""
    found = open_conflict_of(expectation)
    return found is None or not found.options.exists()


def agreed_on(expectation: Expectation, today: date) -> str:
    """Return the text of an expectation's line as the initial value of what was agreed, or "" without a line."""
    line = expectation.line
    if line is None:
        return ""
    terms = terms_of([line.pk], today).get(line.pk)
    newest = terms.every[-1] if terms and terms.every else None
    rounds = newest.revision_rounds if newest else None
    parts = [line.title, newest.acceptance if newest else ""]
    if rounds is not None:
        parts.append(_("Revision rounds: %(number)d") % {"number": rounds})
    return ". ".join(part for part in parts if part)


def _row(conflict: Conflict) -> ConflictRow:
    order = list(rules.ANSWERS)
    options = sorted(conflict.options.all(), key=lambda option: order.index(option.answer))
    client = {option.answer: option.client_effect for option in options}
    ours = {option.answer: option.agency_effect for option in options}
    for option in options:
        option.label = queries.ANSWERS[option.answer]  # type: ignore[attr-defined]

    def better(effects: dict[str, int]) -> str:
        found = rules.better_for(effects, conflict.answer) if conflict.answer else ""
        return str(queries.ANSWERS[found]) if found else ""

    state = rules.conflict_state(conflict.answer, closed=conflict.closed_at is not None)
    answer = str(queries.ANSWERS[conflict.answer]) if conflict.answer else ""
    return ConflictRow(conflict, state, options, answer, better(client), better(ours))
