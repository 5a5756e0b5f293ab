"""Reads of people."""

from django.utils.translation import gettext as _

from amity.people.models import Person
from amity.shared.actor import Actor, Through
from amity.shared.errors import Refused


def person_of(actor: Actor) -> Person:
    """The active person whose rights count for this actor, with their roles. Refuses anyone else."""
    try:
        return Person.objects.prefetch_related("held_roles").get(pk=actor.person_id, is_active=True)
    except Person.DoesNotExist:
        raise Refused(_("Only an active person of the agency may do this.")) from None


def actor_for(person: Person, through: Through) -> Actor:
    """The actor that a person is when they come through a door."""
    return Actor(kind="person", id=person.pk, label=person.name, through=through)
