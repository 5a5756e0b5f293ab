"""Who to ask for what, by account, for contacts who may see it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from amity.charter.holders import holders
from amity.portal.access.queries import access_of
from amity.portal.colleagues.wording import matters

if TYPE_CHECKING:
    from amity.accounts.models import Account, Contact, Cover
    from amity.people.models import Person


@dataclass(frozen=True, slots=True)
class Matter:
    """Something to ask about, with the people who answer. All of them have an address."""

    words: str
    people: "Sequence[Person]"


@dataclass(frozen=True, slots=True)
class Colleagues:
    """The people to ask on one account, and the cover for its account manager that runs today."""

    account: "Account"
    matters: Sequence[Matter]
    cover: "Cover | None"


def may_see(contacts: "Sequence[Contact]") -> bool:
    """Return whether any of the contacts may see who to ask."""
    return any(one.sees_colleagues for one in access_of(contacts).values())


def colleagues_of(contacts: "Sequence[Contact]", today: date) -> list[Colleagues]:
    """Return who to ask on each account whose contact may see it."""
    access = access_of(contacts)
    return [_of_account(one.account, today) for one in contacts if access[one.pk].sees_colleagues]


def _of_account(account: "Account", today: date) -> Colleagues:
    held, found = holders(account, day=today), []
    for duty, words in matters().items():
        holder = held.get(duty)
        people = _reachable([*holder.people, *holder.others]) if holder else []
        if people := people or _reachable([account.manager]):
            found.append(Matter(words, people[:3]))
    running = [cover for cover in account.known_covers if cover.runs_on(today)]
    return Colleagues(account, found, running[0] if running else None)


def _reachable(people: "Iterable[Person | None]") -> "list[Person]":
    """Return each of the active people who can be written to, once."""
    return list(dict.fromkeys(one for one in people if one is not None and one.is_active and one.mail))
