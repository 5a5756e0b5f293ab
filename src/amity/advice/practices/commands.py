"""Record, edit and archive practices, and add the starters."""

from dataclasses import asdict
from datetime import datetime

from django.utils.translation import gettext as _

from amity.advice import policy
from amity.advice.fields import PracticeFields
from amity.advice.models import Practice
from amity.advice.practices.queries import practice_seen_by
from amity.advice.practices.starters import starters
from amity.audit import trail
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.values import tidied, value_of, write


@command
def record_practice(*, by: Actor, fields: PracticeFields, now: datetime) -> Practice:
    """Record a practice. Another one can't have its title."""
    policy.may_keep_library(person_of(by)).or_refuse()
    return _added(by, fields, now)


@command
def edit_practice(*, by: Actor, practice_id: int, version: int, fields: PracticeFields, now: datetime) -> Practice:
    """Edit a practice."""
    practice = _to_change(by, practice_id, version)
    before, kept = asdict(value_of(practice, PracticeFields)), _checked(fields, but=practice.pk)
    write(kept, practice)
    practice.save()
    trail.record("practice.edited", subject=practice, by=by, at=now, changes={"before": before, "after": asdict(kept)})
    return practice


@command
def archive_practice(*, by: Actor, practice_id: int, version: int, now: datetime) -> Practice:
    """Archive a practice: it isn't suggested any more, and its record stays."""
    practice = _to_change(by, practice_id, version)
    if practice.archived_at is None:
        practice.archived_at = now
        practice.save()
        trail.record("practice.archived", subject=practice, by=by, at=now)
    return practice


@command
def restore_practice(*, by: Actor, practice_id: int, version: int, now: datetime) -> Practice:
    """Restore an archived practice."""
    practice = _to_change(by, practice_id, version)
    if practice.archived_at is not None:
        practice.archived_at = None
        practice.save()
        trail.record("practice.restored", subject=practice, by=by, at=now)
    return practice


@command
def add_starters(*, by: Actor, now: datetime) -> int:
    """Add the starter practices that the library doesn't have yet, and return how many."""
    policy.may_keep_library(person_of(by)).or_refuse()
    known = set(Practice.objects.exclude(starter="").values_list("starter", flat=True))
    titles = set(Practice.objects.values_list("title", flat=True))
    new = [one for one in starters() if one.key not in known and one.title not in titles]
    for one in new:
        _added(by, one.fields, now, starter=one.key)
    return len(new)


def _added(by: Actor, fields: PracticeFields, now: datetime, *, starter: str = "") -> Practice:
    kept = _checked(fields)
    practice = Practice.objects.create(**asdict(kept), starter=starter, added_by=by.label, added_at=now)
    trail.record("practice.recorded", subject=practice, by=by, at=now, changes=asdict(kept))
    return practice


def _to_change(by: Actor, practice_id: int, version: int) -> Practice:
    practice = practice_seen_by(by, practice_id, lock=True)
    policy.may_keep_library(person_of(by)).or_refuse()
    practice.expect(version)
    return practice


def _checked(fields: PracticeFields, *, but: int = 0) -> PracticeFields:
    kept = tidied(fields)
    if Practice.objects.filter(title=kept.title).exclude(pk=but).exists():
        raise Invalid(_("Another practice already has this title."), "title")
    return kept
