"""Commands on people: change preferences and names, deactivate and reactivate. Nothing a person did is deleted."""

from dataclasses import asdict, dataclass
from datetime import datetime
from zoneinfo import available_timezones

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.people import policy, queries, rules
from amity.people.models import Person
from amity.people.rights.commands import keep_an_administrator
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.text.texts import one_line


@dataclass(frozen=True, slots=True)
class Preferences:
    """A person's display preferences: language, time zone, hours format, theme and density."""

    locale: str
    time_zone: str
    decimal_hours: bool
    theme: str
    density: str


@command
def change_preferences(*, by: Actor, preferences: Preferences, now: datetime) -> Person:
    """Change the actor's own locale, time zone, hours format, theme and density."""
    person = queries.person_to_change(queries.person_of(by).pk)
    if preferences.time_zone not in available_timezones():
        raise Invalid(_("Choose a time zone from the list."), field="time_zone")
    if preferences.theme not in rules.THEMES or preferences.density not in rules.DENSITIES:
        raise Invalid(_("Choose a theme from the list."), field="theme")
    changed = {name: value for name, value in asdict(preferences).items() if value != getattr(person, name)}
    for name, value in changed.items():
        setattr(person, name, value)
    if changed:
        person.save(update_fields=list(changed))
        trail.record("person.preferences_changed", subject=person, by=by, at=now, changes=changed)
    return person


@command
def rename_person(*, by: Actor, person_id: int, name: str, now: datetime) -> Person:
    """Correct a person's name: their own, or anyone's for an administrator."""
    if person_id != by.person_id:
        policy.may_look_after_people(by).or_refuse()
    person = queries.person_to_change(person_id)
    tidy_name = one_line(name, 200, "name")
    if not tidy_name:
        raise Invalid(_("Enter a name."), field="name")
    before, person.name = person.name, tidy_name
    if before != tidy_name:
        person.save(update_fields=["name"])
        trail.record("person.renamed", subject=person, by=by, at=now, changes={"before": before, "after": tidy_name})
    return person


@command
def deactivate_person(*, by: Actor, person_id: int, now: datetime) -> Person:
    """Deactivate a person: end their sessions, links and tokens. Their time, roles and history are unchanged."""
    policy.may_look_after_people(by).or_refuse()
    person = queries.person_to_change(person_id)
    if not person.is_active:
        raise Refused(_("%(name)s is already inactive.") % {"name": person.name})
    if rules.ADMINISTRATOR in person.roles:
        keep_an_administrator(person)
    person.is_active = False
    person.session_round += 1
    person.save(update_fields=["is_active", "session_round"])
    person.invitations.filter(used_at=None).update(used_at=now)
    person.tokens.filter(revoked_at=None).update(revoked_at=now)
    trail.record("person.deactivated", subject=person, by=by, at=now)
    return person


@command
def reactivate_person(*, by: Actor, person_id: int, now: datetime) -> Person:
    """Reactivate a person, with the roles they had. Their old sessions stay ended."""
    policy.may_look_after_people(by).or_refuse()
    person = queries.person_to_change(person_id)
    if person.is_active:
        raise Refused(_("%(name)s is already active.") % {"name": person.name})
    person.is_active = True
    person.save(update_fields=["is_active"])
    trail.record("person.reactivated", subject=person, by=by, at=now)
    return person
