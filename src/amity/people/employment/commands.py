"""Set dated disciplines and capacities. These commands keep the current value on the person."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit import trail
from amity.people import policy, queries
from amity.people.models import Capacity, Discipline, DisciplineSince, Person
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.text.texts import one_line

MOST_WEEKLY = 7 * 24 * 3600


@command
def add_discipline(*, by: Actor, name: str, now: datetime) -> Discipline:
    """Add a discipline, or return the existing one with that name."""
    policy.may_name_person(by).or_refuse()
    tidy_name = one_line(name, 80, "name")
    if not tidy_name:
        raise Invalid(_("Enter a name for the discipline."), field="name")
    found = Discipline.objects.filter(name__iexact=tidy_name).first()
    if found is None:
        found = Discipline.objects.create(name=tidy_name)
        trail.record("discipline.added", subject=found, by=by, at=now, changes={"name": tidy_name})
    return found


@command
def set_discipline(*, by: Actor, person_id: int, discipline_id: int | None, valid_from: date, now: datetime) -> Person:
    """Set a person's discipline from a date. None ends it. Time entries keep the discipline they were priced with."""
    policy.may_look_after_people(by).or_refuse()
    person = queries.person_to_change(person_id)
    if discipline_id is not None and not Discipline.objects.filter(pk=discipline_id).exists():
        raise Invalid(_("Discipline not found."), field="discipline_id")
    DisciplineSince.objects.update_or_create(
        person=person, valid_from=valid_from, defaults={"discipline_id": discipline_id}
    )
    now_held = person.disciplines_held.filter(valid_from__lte=timezone.localdate(now)).order_by("-valid_from").first()
    person.discipline_id = now_held.discipline_id if now_held else None
    person.save(update_fields=["discipline"])
    changes = {"discipline_id": discipline_id, "valid_from": valid_from}
    trail.record("person.discipline_set", subject=person, by=by, at=now, changes=changes)
    return person


@command
def set_capacity(*, by: Actor, person_id: int, weekly_seconds: int, valid_from: date, now: datetime) -> Person:
    """Set a person's working time per week from a date."""
    policy.may_look_after_people(by).or_refuse()
    if not 0 <= weekly_seconds <= MOST_WEEKLY:
        raise Invalid(_("Enter 0 to 168 hours."), field="weekly_hours")
    person = queries.person_to_change(person_id)
    Capacity.objects.update_or_create(person=person, valid_from=valid_from, defaults={"weekly_seconds": weekly_seconds})
    now_held = person.capacities.filter(valid_from__lte=timezone.localdate(now)).order_by("-valid_from").first()
    person.weekly_seconds = now_held.weekly_seconds if now_held else 0
    person.save(update_fields=["weekly_seconds"])
    changes = {"weekly_seconds": weekly_seconds, "valid_from": valid_from}
    trail.record("person.capacity_set", subject=person, by=by, at=now, changes=changes)
    return person


@command
def set_lead(*, by: Actor, person_id: int, lead_id: int | None, now: datetime) -> Person:
    """Set a person's lead. Refused if they would lead each other in a circle."""
    policy.may_look_after_people(by).or_refuse()
    person = queries.person_to_change(person_id)
    above, seen = lead_id, {person.pk}
    while above is not None:
        if above in seen:
            raise Refused(_("This would make someone their own lead. Choose another person."))
        seen.add(above)
        above = Person.objects.values_list("lead_id", flat=True).filter(pk=above).first()
    before, person.lead_id = person.lead_id, lead_id
    person.save(update_fields=["lead"])
    trail.record("person.lead_set", subject=person, by=by, at=now, changes={"before": before, "after": lead_id})
    return person
