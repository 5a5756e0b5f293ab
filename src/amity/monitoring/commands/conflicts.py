"""The place of a conflict among risks and blockers: its row follows the conflict, and is changed nowhere else."""

from datetime import datetime

from amity.expectations.models import Conflict, Expectation
from amity.expectations.rules import ANSWERED, CLOSED, conflict_state
from amity.monitoring import rules
from amity.monitoring.models import RegisterEntry, RegisterStep
from amity.monitoring.queries.expected import project_of
from amity.shared.actor import Actor


def follow_conflict(conflict: Conflict, by: Actor, now: datetime) -> None:
    """Write the row of a conflict as the conflict is now; a change of its state is a step of the row."""
    entry = RegisterEntry.objects.select_for_update(of=("self",)).filter(conflict=conflict).first()
    before = entry.state if entry else ""
    entry = entry or RegisterEntry(
        conflict=conflict, kind=rules.CONFLICT, side=rules.BOTH, raised_on=conflict.found_at.date(), added_at=now,
    )  # fmt: skip
    _put(entry, conflict)
    entry.changed_at = now
    entry.version = entry.version + 1 if before else 1
    entry.save()
    if entry.state != before:
        RegisterStep(
            entry=entry, at=now, by_label=by.label, before=before, after=entry.state,
            note=conflict.outcome or conflict.why,
        ).save(force_insert=True)  # fmt: skip


def follow_place(expectation: Expectation, by: Actor, now: datetime) -> None:
    """Move the rows of an expectation's conflicts to the project it belongs to now."""
    for conflict in expectation.conflicts.all():
        follow_conflict(conflict, by, now)


def _put(entry: RegisterEntry, conflict: Conflict) -> None:
    entry.account_id, entry.project = conflict.expectation.account_id, project_of(conflict.expectation)
    entry.title, entry.detail = conflict.believed, conflict.agreed
    entry.client_effect, entry.agency_effect = _at_stake(conflict)
    entry.severity = rules.severity(entry.client_effect, entry.agency_effect)
    entry.response, entry.outcome = conflict.why, conflict.outcome
    entry.owner_id, entry.due_on = conflict.speaker_id, conflict.speak_by
    states = {ANSWERED: rules.RESPONDING, CLOSED: rules.CLOSED}
    entry.state = states.get(conflict_state(conflict.answer, closed=conflict.closed_at is not None), rules.OPEN)


def _at_stake(conflict: Conflict) -> tuple[int, int]:
    """The most either side can lose: by the answer chosen, else by the worst one weighed."""
    options = list(conflict.options.all())
    weighed = [one for one in options if one.answer == conflict.answer] or options
    client = max((-one.client_effect for one in weighed), default=0)
    agency = max((-one.agency_effect for one in weighed), default=0)
    return max(client, 0), max(agency, 0)
