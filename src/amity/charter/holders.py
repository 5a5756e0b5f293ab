"""The people who hold each duty on a date, on an account or on a project with its manager."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import F, Q
from django.utils import timezone

from amity.accounts.contacts.queries import active_of
from amity.accounts.models import Account, Contact
from amity.accounts.queries import manager_on
from amity.agency.editions.keeping import kept_for_pages
from amity.charter import hooks, wording
from amity.charter.duties import rules as duties
from amity.charter.duties.rules import Questions
from amity.charter.models import Charter, DutyChange
from amity.people.models import HeldRole, Person
from amity.shared.caches.reading import once_a_page

CHANGE: Final = ("duty", "kind", "role", "person_id", "also", "also_person_id", "client", "contact_id", "rule")
"""The fields of a duty changed by hand, read along with its charter."""


@dataclass(frozen=True, slots=True)
class Holder:
    """The holders of a duty. `people` are several where a role has several; `others` share it; `rule` is text.

    `contact` is the holder at the client. None with a `client_role` means that no one is known yet.
    """

    duty: str
    label: str
    kind: str
    role: str
    people: tuple[Person, ...]
    also: str
    others: tuple[Person, ...]
    client_role: str
    contact: Contact | None
    rule: str
    changed: bool = False

    @property
    def field(self) -> str:
        """The field of the account's facts for this duty."""
        return f"duty.{self.duty}"

    @property
    def person(self) -> Person | None:
        """The only holder, or None where there is no one or more than one."""
        return self.people[0] if len(self.people) == 1 else None


@dataclass(frozen=True, slots=True)
class CharterInForce:
    """The active charter of an account: its answers, its duties, and the duties changed by hand."""

    asked: Questions
    duties: Mapping[str, duties.Duty]
    changed: frozenset[str]
    own: Charter | None
    default: Charter | None

    @property
    def usual(self) -> Questions:
        """The agency's answers, whatever the account's are."""
        return _answered([self.default] if self.default else [])


def charter_in_force(account: Account | None) -> CharterInForce:
    """Return the charter of an account, or the agency's default for None. Pages keep it with the settings."""
    known: dict[int, CharterInForce] = kept_for_pages("charters", dict)
    key = account.pk if account else 0
    if key not in known:
        known[key] = _charter_in_force(account)
    return known[key]


def _charter_in_force(account: Account | None) -> CharterInForce:
    found = Charter.objects.filter(Q(account=account) | Q(is_default=True))
    rows: dict[int | None, Charter] = {}
    by_hand: defaultdict[int | None, dict[str, duties.Duty]] = defaultdict(dict)
    for row in found.annotate(**{f"changed_{name}": F(f"changes__{name}") for name in CHANGE}):
        rows[row.account_id] = row
        change = DutyChange(**{name: getattr(row, f"changed_{name}") for name in CHANGE})
        if change.duty is not None:
            by_hand[row.account_id][change.duty] = change.as_duty()
    default, own = rows.get(None), rows.get(account.pk) if account else None
    answers = [one for one in (own, default) if one is not None]
    asked = _answered(answers)
    changes = [by_hand[one.account_id] for one in reversed(answers)]
    changed = frozenset(by_hand[account.pk if account else None])
    return CharterInForce(asked, duties.with_changes(duties.duties(asked), *changes), changed, own, default)


def holders(
    account: Account,
    *,
    project_manager: Person | None = None,
    day: date | None = None,
    found: CharterInForce | None = None,
) -> dict[str, Holder]:
    """Return the holders of each duty on a date, by default today. Callers pass the project's manager if there is one.

    `found` is the account's charter if it was read already.
    """
    found, day = found or charter_in_force(account), day or timezone.localdate()
    key = ("holders", account.pk, project_manager.pk if project_manager else 0, day)
    return once_a_page(key, lambda: _holders(account, found, project_manager, day))


def _holders(account: Account, found: CharterInForce, project_manager: Person | None, day: date) -> dict[str, Holder]:
    people = _People(account, found, project_manager, day)
    labels = wording.duty_labels()
    names = people.names()
    return {
        key: Holder(
            duty=key,
            label=labels[key],
            kind=duty.kind,
            role=duty.role,
            people=people.of(duty.role, duty.person_id),
            also=duty.also,
            others=people.of(duty.also, duty.also_person_id),
            client_role=duty.client,
            contact=people.at_client(duty),
            rule=wording.rule_words(duty, people.names_of(duty, names)),
            changed=key in found.changed,
        )
        for key, duty in found.duties.items()
    }


class _People:
    """The people in the roles of one account, read once."""

    def __init__(self, account: Account, found: CharterInForce, project_manager: Person | None, day: date) -> None:
        manager = manager_on(account, day)
        director = account.director or (account.manager.lead if account.manager else None)
        self._held: dict[str, tuple[Person, ...]] = {
            duties.MANAGER: (manager,) if manager else (),
            duties.DIRECTOR: (director,) if director else (),
            **_house(),
        }
        self._held[duties.PROJECT_MANAGER] = self._who_runs(account, found, project_manager)
        wanted = {one for duty in found.duties.values() for one in (duty.person_id, duty.also_person_id) if one}
        self._named = Person.objects.in_bulk(wanted) if wanted else {}
        self._contacts = active_of(account)

    def _who_runs(self, account: Account, found: CharterInForce, given: Person | None) -> tuple[Person, ...]:
        """Return the given project manager, the account manager under one hat, or those who run work there."""
        if given is not None:
            return (given,)
        if found.asked.preset == duties.ONE_HAT:
            return self._held[duties.MANAGER]
        return tuple(person for named in hooks.project_managers for person in named(account))

    def of(self, role: str, person_id: int | None) -> tuple[Person, ...]:
        """Return the people in a role."""
        if role == duties.PERSON:
            named = self._named.get(person_id or 0)
            return (named,) if named and named.is_active else ()
        return self._held.get(role, ())

    def at_client(self, duty: duties.Duty) -> Contact | None:
        """Return the contact for a duty: the named one, or the first with the role."""
        if duty.client == duties.CONTACT:
            return next((one for one in self._contacts if one.pk == duty.contact_id), None)
        return next((one for one in self._contacts if duty.client and duty.client in one.roles), None)

    def names(self) -> dict[str, str]:
        """Return the first name of each role's holder, or the role's label where there is no one or several."""
        words = wording.role_labels()
        return {role: _first_name(self.of(role, None)) or word for role, word in words.items()}

    def names_of(self, duty: duties.Duty, names: Mapping[str, str]) -> Mapping[str, str]:
        """Return the names in the sentence of a duty's rule."""
        named = _first_name(self.of(duty.role, duty.person_id))
        return {**names, duties.PERSON: named} if duty.role == duties.PERSON and named else names


def _house() -> dict[str, tuple[Person, ...]]:
    """Return the people with a role in the agency: business affairs, legal and finance."""
    found: dict[str, tuple[Person, ...]] = {}
    rows = HeldRole.objects.filter(person__is_active=True, role__in=duties.HOUSE_ROLES).select_related("person")
    for held in rows.order_by("person__name", "person"):
        found[held.role] = (*found.get(held.role, ()), held.person)
    return found


def _first_name(people: tuple[Person, ...]) -> str:
    return people[0].name.partition(" ")[0] if len(people) == 1 else ""


def _answered(charters: Sequence[Charter]) -> Questions:
    """Return the active answers: the account's where given, otherwise the agency's."""
    return Questions(
        preset=_first([one.preset for one in charters], duties.AM_COORDINATES),
        writes=_first([one.writes for one in charters], duties.WORKING_MAIL),
        extra=_first([one.extra for one in charters], duties.AM_DECIDES),
    )


def _first(given: list[str], otherwise: str) -> str:
    """Return the first answer given, or the default."""
    return next((one for one in given if one), otherwise)
