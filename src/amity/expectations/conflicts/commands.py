"""Record a conflict with what was agreed, compare the options, choose one, and record the outcome."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Annotated, Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.agency.calendars import working_days
from amity.agency.queries import agency
from amity.audit import trail
from amity.expectations import policy, queries, rules
from amity.expectations.changes import line_in
from amity.expectations.conflicts import queries as conflict_queries
from amity.expectations.hooks import conflict_changed
from amity.expectations.models import Conflict, ConflictOption, Expectation, ExpectationStep
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.text import phrases
from amity.shared.values import OneOf, Text, Whole, tidied, write

SETTLED_WITHIN: Final = 2
"""Working days in which a new conflict is settled with the client, unless someone chooses another date."""
MOST_DAYS: Final = 30


@dataclass(frozen=True, slots=True)
class OptionFields:
    """An option to answer a conflict, with its effect on either side from -5 to 5."""

    answer: Annotated[str, OneOf(rules.ANSWERS)]
    client_effect: Annotated[int, Whole(-rules.MOST_EFFECT, rules.MOST_EFFECT)]
    agency_effect: Annotated[int, Whole(-rules.MOST_EFFECT, rules.MOST_EFFECT)]
    note: Annotated[str, Text(300)] = ""


@dataclass(frozen=True, slots=True)
class ConflictFields:
    """The agreed text, its line, the options to resolve the conflict, and who settles it with the client by when.

    Where `raised_by_client` isn't stated, it follows from the evidence of the expectation. Without a `speaker_id` the
    account manager owns the conflict, or else whoever raised it. Without a `speak_by` it is due in two working days.
    """

    agreed: Annotated[str, Text(5000, needed=lazy("Enter what was agreed."), lines=True)]
    options: tuple[OptionFields, ...]
    line_id: int | None = None
    raised_by_client: bool | None = None
    speaker_id: int | None = None
    speak_by: date | None = None


@dataclass(frozen=True, slots=True)
class ConflictAnswerFields:
    """The chosen option, the reason, who informs the client, and by when."""

    answer: Annotated[str, OneOf(rules.ANSWERS)]
    why: Annotated[str, Text(2000, needed=lazy("Enter why you chose this option."), lines=True)]
    speaker_id: int | None = None
    speak_by: date | None = None


@command
def find_conflict(*, by: Actor, expectation_id: int, version: int, fields: ConflictFields, now: datetime) -> Conflict:
    """Record a conflict with what was agreed and its options. The expectation becomes at risk."""
    expectation = queries.expectation_seen_by(by, expectation_id, lock=True)
    policy.may_change(person_of(by), expectation).or_refuse()
    expectation.expect(version)
    if expectation.state == rules.MET:
        raise Refused(_("This expectation is met. Reopen it first."))
    unweighed = conflict_queries.open_conflict_of(expectation)
    if unweighed is not None and unweighed.options.exists():
        raise Refused(_("This expectation already has an open conflict. Close it first."))
    clean, options = tidied(fields), checked_options(fields)
    conflict = unweighed or Conflict(
        expectation=expectation, account_id=expectation.account_id, believed=expectation.statement, found_at=now,
        found_by=by.label,
    )  # fmt: skip
    conflict.agreed, conflict.line_id = clean.agreed, line_in(expectation, clean.line_id)
    conflict.raised_by_client = is_raised_by_client(expectation, now, clean.raised_by_client)
    _check_speaker(clean.speaker_id)
    conflict.speaker_id = clean.speaker_id or expectation.account.manager_id or by.person_id
    conflict.speak_by = clean.speak_by or settle_by(timezone.localdate(now))
    conflict.version += 1 if unweighed else 0
    conflict.save()
    for one in options:
        ConflictOption(conflict=conflict, **asdict(one)).save(force_insert=True)
    before = expectation.state
    if rules.may_move(before, rules.AT_RISK):
        expectation.state = rules.AT_RISK
    expectation.changed_at = now
    expectation.save()
    _step(expectation, by, now, before, phrases.stored(phrases.CONFLICTS_WITH, {"agreed": clean.agreed}))
    trail.record("expectation.conflict_found", subject=expectation, by=by, at=now, changes=asdict(fields))
    conflict_changed(conflict, by, now)
    return conflict


@command
def answer_conflict(
    *, by: Actor, conflict_id: int, version: int, fields: ConflictAnswerFields, now: datetime
) -> Conflict:
    """Choose one of the options, with the reason, who informs the client, and by when."""
    conflict = _to_change(by, conflict_id, version)
    clean = tidied(fields)
    if not conflict.options.filter(answer=clean.answer).exists():
        raise Invalid(_("Choose one of the options."), "answer")
    _check_speaker(clean.speaker_id)
    write(clean, conflict)
    conflict.answered_at, conflict.answered_by = now, by.label
    conflict.save()
    words = {"answer": queries.STORED_ANSWERS[clean.answer], "why": clean.why}
    expectation = conflict.expectation
    _step(expectation, by, now, expectation.state, phrases.stored(phrases.ANSWER, words))
    trail.record("expectation.conflict_answered", subject=expectation, by=by, at=now, changes=asdict(fields))
    conflict_changed(conflict, by, now)
    return conflict


@command
def close_conflict(*, by: Actor, conflict_id: int, version: int, outcome: str, now: datetime) -> Conflict:
    """Record the outcome. The state of the expectation is changed separately."""
    conflict = _to_change(by, conflict_id, version)
    if not conflict.answer:
        raise Refused(_("Choose an answer first."))
    conflict.outcome, conflict.closed_at = outcome.strip(), now
    if not conflict.outcome:
        raise Invalid(_("Enter the outcome."), "outcome")
    conflict.save()
    expectation = conflict.expectation
    _step(expectation, by, now, expectation.state, phrases.stored(phrases.OUTCOME, {"outcome": outcome}))
    changes = {"outcome": conflict.outcome}
    trail.record("expectation.conflict_closed", subject=expectation, by=by, at=now, changes=changes)
    conflict_changed(conflict, by, now)
    return conflict


def settle_by(today: date) -> date:
    """Return the date by which a conflict found today is settled with the client, unless someone chooses another."""
    days = working_days(agency().country, today + timedelta(days=1), today + timedelta(days=MOST_DAYS))
    return next(islice(days, SETTLED_WITHIN - 1, None), today + timedelta(days=SETTLED_WITHIN))


def _check_speaker(speaker_id: int | None) -> None:
    if speaker_id is not None and not Person.objects.filter(pk=speaker_id, is_active=True).exists():
        raise Invalid(_("Choose a person from the list."), "speaker_id")


def _to_change(by: Actor, conflict_id: int, version: int) -> Conflict:
    """Return an open conflict, its row locked."""
    conflict = conflict_queries.conflict_seen_by(by, conflict_id, lock=True)
    policy.may_change(person_of(by), conflict.expectation).or_refuse()
    if conflict.closed_at is not None:
        raise Refused(_("This conflict is closed."))
    conflict.expect(version)
    return conflict


def _step(expectation: Expectation, by: Actor, now: datetime, before: str, note: str) -> None:
    ExpectationStep(
        expectation=expectation, account_id=expectation.account_id, at=now, by_label=by.label, before=before,
        after=expectation.state, note=note, statement_before=expectation.statement,
        statement_after=expectation.statement,
    ).save(force_insert=True)  # fmt: skip


def is_raised_by_client(expectation: Expectation, now: datetime, stated: bool | None = None) -> bool:
    """Return whether the client raised a conflict first: as stated, otherwise by the evidence of the expectation."""
    if stated is not None:
        return stated
    by_contact = expectation.stated_by_id is not None
    return rules.raised_by_client(expectation.stated_on, timezone.localdate(now), stated=by_contact)


def checked_options(fields: ConflictFields) -> tuple[OptionFields, ...]:
    """Return the options in a fixed order. Raises `Invalid` for fewer than two, or an effect out of bounds."""
    options = {option.answer: option for option in fields.options}
    if len(options) < rules.LEAST_OPTIONS or len(options) < len(fields.options):
        raise Invalid(_("Compare at least two different options."), "options")
    try:
        clean = {answer: tidied(option) for answer, option in options.items()}
    except Invalid as fault:
        raise Invalid(fault.sentence, "options") from None
    return tuple(clean[answer] for answer in rules.ANSWERS if answer in clean)
