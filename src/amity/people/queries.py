"""Queries for people."""

import hashlib
from collections.abc import Collection, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final

from django.db.models import BigIntegerField, Count, Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from amity.audit.actor_rights import ActorRights
from amity.people import rules
from amity.people.models import Capacity, Discipline, DisciplineSince, HeldRole, Invitation, Person
from amity.people.role_column import roles_along, roles_in
from amity.people.sign_in.queries import has_second_factor, identity_of, linked_people, sign_in_settings
from amity.shared.actor import Actor, Through
from amity.shared.caches.reading import is_still, read_once, reading
from amity.shared.errors import Refused
from amity.shared.permission import MoneyRight
from amity.shared.rows.lookup import seen_or_missing
from amity.shared.rows.prepared import Given, Prepared

if TYPE_CHECKING:
    from collections.abc import Iterable


@contextmanager
def known_while_reading(
    *people: Person, still: bool = True, along: Mapping[Hashable, Any] | None = None
) -> Iterator[None]:
    """Load each person only once while a page is read, since many places ask for the same person's rights.

    `people` are already loaded, such as the person of a token or session, and so is what was read `along` with them.
    Not `still`: a command may change something.
    """
    with reading({("person", person.pk): person for person in people} | dict(along or {}), still=still):
        yield


def person_of(actor: Actor) -> Person:
    """Return the active person whose rights apply to this actor, with their roles. Raise `Refused` if there is none."""
    return read_once(("person", actor.person_id), partial(_active, actor))


def read_people(person_ids: Collection[int]) -> None:
    """Read active people in one query, where a page asks for each of them afterwards through `person_of`."""
    if is_still():
        for found in _active_people().filter(pk__in=person_ids):
            read_once(("person", found.pk), partial(_with_roles, found))


def active_people_with(roles: Collection[str]) -> list[Person]:
    """Return the active people who have one of some roles, in one query. The page knows them afterwards."""
    found = _active_people().filter(held_roles__role__in=roles).distinct().order_by("pk")
    return [read_once(("person", one.pk), partial(_with_roles, one)) for one in found]


def know_person(person: Person, held: str | None) -> None:
    """Let a page know an active person that it has read with their roles as one text (`roles_along`)."""
    if is_still() and person.is_active:
        person.roles = roles_in(held)
        read_once(("person", person.pk), lambda: person)


def _with_roles(found: Any) -> Person:
    found.roles = roles_in(found.held)
    return found  # type: ignore[no-any-return] # with a column more than the model


def _active(actor: Actor) -> Person:
    found = BY_ID.row({"pk": actor.person_id})
    if found is None:
        raise Refused(_("Only active people at the agency can do this."))
    return _with_roles(found)


@cache
def _active_people() -> "QuerySet[Any]":
    """Return all active people with their roles. Its making costs more than its answer, so it is made once."""
    return Person.objects.filter(is_active=True).annotate(held=roles_along("pk"))


BY_ID: Final = Prepared(lambda: _active_people().filter(pk=Given("pk", BigIntegerField())))
"""An active person with their roles, whom each command asks for."""


def actor_for(person: Person, through: Through) -> Actor:
    """Return the actor for a person and the channel they use."""
    return Actor(kind="person", id=person.pk, label=person.name, through=through)


def role_labels() -> dict[str, str]:
    """Return each role with its translated label."""
    return {
        rules.ACCOUNT_MANAGER: _("Account manager"),
        rules.ACCOUNT_DIRECTOR: _("Account director"),
        rules.PROJECT_MANAGER: _("Project manager"),
        rules.TEAM_MEMBER: _("Team member"),
        rules.BUSINESS_AFFAIRS: _("Business affairs"),
        rules.LEGAL: _("Legal"),
        rules.FINANCE: _("Finance"),
        rules.EXECUTIVE: _("Executive"),
        rules.ADMINISTRATOR: _("Administrator"),
    }


def money_right_labels() -> dict[int, str]:
    """Return each money right with its translated label."""
    return {
        MoneyRight.NONE: _("nothing"),
        MoneyRight.HOURS: _("hours"),
        MoneyRight.FEE: _("hours and fee"),
        MoneyRight.TARGET: _("on or below target"),
        MoneyRight.MARGIN: _("margin"),
        MoneyRight.COST: _("cost by person"),
    }


def visible_figures(right: int) -> str:
    """Return what a person with this money right can see, in words."""
    return {
        MoneyRight.NONE: _("no figures"),
        MoneyRight.HOURS: _("hours"),
        MoneyRight.FEE: _("hours and fees"),
        MoneyRight.TARGET: _("hours, fees, and what is on or below target"),
        MoneyRight.MARGIN: _("hours, fees, costs and margins"),
        MoneyRight.COST: _("hours, fees, costs and margins, and cost by person"),
    }[MoneyRight(right)]


def person_by_mail(mail: str) -> Person | None:
    """Return the person with this email address in any letter case, or None."""
    return Person.objects.filter(mail__iexact=mail.strip()).first() if mail.strip() else None


def people() -> QuerySet[Person]:
    """Return all people with roles, discipline and lead, active ones first, then by name."""
    found = Person.objects.select_related("discipline", "lead").prefetch_related("held_roles")
    return found.order_by("-is_active", "name", "id")


def colleagues(everybody: bool) -> QuerySet[Person]:
    """Return active people, or with `everybody` those who left too, with their roles."""
    found = Person.objects.prefetch_related("held_roles")
    return found if everybody else found.filter(is_active=True)


def colleague(person_id: int, everybody: bool) -> Person:
    """Return a person from `colleagues`. Raise `NotSeen`."""
    return seen_or_missing(colleagues(everybody), person_id, _("Person not found."))


def rights_by_role() -> list[tuple[str, str]]:
    """Return each role with its default money right, as labels."""
    words = money_right_labels()
    return [(label, words[rules.money_right([role])]) for role, label in role_labels().items()]


def head_count() -> dict[str, int]:
    """Return how many people are `active`, and how many of them are `with_sign_in`."""
    return Person.objects.filter(is_active=True).aggregate(active=Count("pk"), with_sign_in=Count("mail"))


def person_to_change(person_id: int) -> Person:
    """Return the locked person. Raise `NotSeen` if there is none."""
    return seen_or_missing(Person.objects, person_id, _("Person not found."), lock=True)


def disciplines() -> QuerySet[Discipline]:
    """Return every discipline by name."""
    return Discipline.objects.order_by("name")


def administrators_with_mail() -> QuerySet[Person]:
    """Return the active administrators who can get email."""
    held = HeldRole.objects.filter(person=OuterRef("pk"), role=rules.ADMINISTRATOR)
    return Person.objects.filter(Exists(held), is_active=True, mail__isnull=False).order_by("pk")


def administrators_besides(person_id: int) -> "Iterable[int]":
    """Return ids of the other active administrators who can sign in. Locks their roles.

    They have an email address and, while passwords are off, an identity of the provider.
    """
    held = HeldRole.objects.select_for_update(of=("self",)).filter(
        role=rules.ADMINISTRATOR, person__is_active=True, person__mail__isnull=False
    )
    if not sign_in_settings().password_allowed:
        held = held.filter(person__in=linked_people())
    return [person for person in held.values_list("person_id", flat=True) if person != person_id]


def is_staff_address(address: str) -> bool:
    """Return whether an address belongs to a person. For the outbox."""
    return Person.objects.filter(mail__iexact=address).exists()


def token_hash(token: str) -> str:
    """Return the stored hash of an invitation's token: SHA-256 as hex."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_invitation(token: str, now: datetime) -> Invitation | None:
    """Return the invitation of an active person by its token, or None if it was used or has expired."""
    found = Invitation.objects.select_related("person").filter(
        token_hash=token_hash(token), used_at=None, expires_at__gt=now, person__is_active=True
    )
    return found.first()


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A person with their history, as an administrator sees them."""

    person: Person
    roles: list[str]
    money_right: str
    disciplines: QuerySet[DisciplineSince]
    capacities: QuerySet[Capacity]
    invited_until: datetime | None
    can_sign_in: bool
    sessions: int
    has_second_factor: bool
    is_linked: bool

    @property
    def lacks_second_factor(self) -> bool:
        """Return whether the person can have a second factor and has none, which the list of people says too."""
        return bool(self.person.mail and self.person.is_active) and not self.has_second_factor


def person_page(person_id: int, now: datetime) -> PersonPage:
    """Return everything about one person. Raises `NotSeen`."""
    person = seen_or_missing(people(), person_id, _("Person not found."))
    invitation = person.invitations.filter(used_at=None, expires_at__gt=now).order_by("-expires_at").first()
    return PersonPage(
        person=person,
        roles=[label for role, label in role_labels().items() if role in person.roles],
        money_right=money_right_labels()[person.money_right],
        disciplines=person.disciplines_held.select_related("discipline").order_by("-valid_from"),
        capacities=person.capacities.order_by("-valid_from"),
        invited_until=invitation.expires_at if invitation else None,
        can_sign_in=bool(person.mail and person.is_active and person.has_usable_password()),
        sessions=person.sessions.filter(expire_date__gt=now).count(),
        has_second_factor=has_second_factor(person.pk),
        is_linked=identity_of(person.pk) is not None,
    )


def actor_rights(actor: Actor) -> ActorRights:
    """Return an actor's rights for parts below. Strangers and people who have left have none."""
    try:
        person = person_of(actor)
    except Refused:
        return ActorRights()
    return ActorRights(
        administrator=person.has_role(rules.ADMINISTRATOR),
        reads_trail=person.has_role(rules.ADMINISTRATOR, rules.FINANCE, rules.ACCOUNT_DIRECTOR),
        money_right=person.money_right,
    )
