"""Add and remove standards of the agency."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.gate import policy
from amity.gate.standards.models import Standard
from amity.gate.standards.queries import standard_by_id
from amity.gate.standards.rules import STANDARDS_MOST, TEXT_MOST, WORDS_MOST, split
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.values import Text, tidied


@dataclass(frozen=True, slots=True)
class StandardFields:
    """A standard: what it asks for, and words that are found automatically."""

    text: Annotated[str, Text(TEXT_MOST)]
    words: Annotated[str, Text(WORDS_MOST)] = ""


@command
def add_standard(*, by: Actor, fields: StandardFields, now: datetime) -> Standard:
    """Add a standard for all that goes to clients."""
    policy.may_set_lanes(person_of(by), None).or_refuse()
    clean = tidied(fields)
    if not clean.text:
        raise Invalid(_("Enter the standard."), "text")
    if Standard.objects.filter(removed_at=None).count() >= STANDARDS_MOST:
        raise Refused(_("Remove a standard first. There can be up to %(most)s.") % {"most": STANDARDS_MOST})
    words = ", ".join(split(clean.words))
    made = Standard.objects.create(text=clean.text, words=words, added_by=by.label, added_at=now)
    trail.record("standard.added", subject=made, by=by, at=now, changes={"words": words})
    return made


@command
def remove_standard(*, by: Actor, standard_id: int, now: datetime) -> None:
    """Remove a standard. What was returned on its ground keeps it."""
    policy.may_set_lanes(person_of(by), None).or_refuse()
    standard = standard_by_id(standard_id)
    standard.removed_at = now
    standard.save(update_fields=["removed_at"])
    trail.record("standard.removed", subject=standard, by=by, at=now)
