"""Opportunities that come from a CRM: written many at once, corrected, and removed again by an undo."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.growth import rules
from amity.growth.models import Opportunity
from amity.growth.policy import sees_fee
from amity.people import rules as roles
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.permission import YES, Answer, no
from amity.shared.refs import Ref
from amity.shared.values import write

MONEY: Final = ("value",)


@dataclass(frozen=True, slots=True)
class Imported:
    """A deal of a CRM as an opportunity. It may have neither an account nor a company, as CRM files do."""

    title: str
    account_id: int | None
    company: str
    contact_id: int | None
    client_words: str
    stage: str
    value: int | None
    currency: str
    probability: int | None
    starts_on: date | None
    next_step: str
    next_on: date | None
    owner_id: int | None
    source_note: str
    closed_on: date | None
    added_on: date


def may_import(person: Person) -> Answer:
    """Return whether a person can import opportunities: finance and directors who see fees."""
    if person.has_role(roles.FINANCE, roles.ACCOUNT_DIRECTOR) and sees_fee(person):
        return YES
    return no(_("Only finance and directors who see fees can import opportunities."))


@command
def import_opportunities(*, by: Actor, batch: Ref, rows: Sequence[Imported], now: datetime) -> list[Opportunity]:
    """Write opportunities of a batch at once. They are history, so growth that is closed doesn't stop them."""
    may_import(person_of(by)).or_refuse()
    made = [Opportunity(**asdict(row), source=rules.OTHER, added_by=by.label) for row in rows]
    Opportunity.objects.bulk_create(made, batch_size=200)
    if made:
        trail.record("opportunity.imported", subject=batch, by=by, at=now, changes={"count": len(made)})
    return made


@command
def correct_imported(*, by: Actor, opportunity_id: int, values: Imported, now: datetime) -> Opportunity:
    """Write the newer values of a CRM over an opportunity, or its earlier ones again."""
    may_import(person_of(by)).or_refuse()
    one = Opportunity.objects.select_for_update(of=("self",)).get(pk=opportunity_id)
    before = image_of(one)
    write(values, one)
    one.save()
    changes = {"before": before, "after": asdict(values)}
    trail.record("opportunity.corrected", subject=one, by=by, at=now, changes=changes, money=MONEY)
    return one


def image_of(one: Opportunity) -> dict[str, Any]:
    """Return the imported fields of an opportunity."""
    return {name: getattr(one, name) for name in Imported.__slots__}


def imported_from(image: Mapping[str, Any]) -> Imported:
    """Return the values of an image that was stored as JSON."""
    days = {name: date.fromisoformat(image[name]) if image[name] else None for name in _DAYS}
    return Imported(**{**image, **days})


_DAYS: Final = ("starts_on", "next_on", "closed_on", "added_on")


def remove_imported(versions: Mapping[int, int]) -> dict[int, str]:
    """Delete opportunities that are as they were imported. Return why others stay, by id."""
    found = {one.pk: one for one in Opportunity.objects.select_for_update(of=("self",)).filter(pk__in=versions)}
    kept = {
        pk: "in_use" if one.brief_id else "edited_since"
        for pk, one in found.items()
        if one.brief_id or one.version != versions[pk]
    }
    Opportunity.objects.filter(pk__in=[pk for pk in found if pk not in kept]).delete()
    return kept
