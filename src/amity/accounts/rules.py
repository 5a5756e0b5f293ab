"""Pure rules of accounts: status changes, the manager on a date, and required contacts (domain.md, "Terms")."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

PROSPECT: Final = "prospect"
ACTIVE: Final = "active"
DORMANT: Final = "dormant"
CLOSED: Final = "closed"

MOVES: Final[dict[str, tuple[str, ...]]] = {
    PROSPECT: (ACTIVE, CLOSED),
    ACTIVE: (DORMANT, CLOSED),
    DORMANT: (ACTIVE, CLOSED),
    CLOSED: (ACTIVE,),
}
"""The allowed status changes of an account. A closed one is reopened as active."""
STATUSES: Final = tuple(MOVES)
TIERS: Final = ("A", "B", "C")

MANAGER: Final = "manager"
DIRECTOR: Final = "director"
DUTIES: Final = (MANAGER, DIRECTOR)

LONGEST_COVER: Final = 366
"""Most days of a cover. A longer absence needs a new account manager."""
FURTHEST_AHEAD: Final = 366
"""Most days ahead that someone can be assigned to an account."""

SPONSOR: Final = "sponsor"
DECIDES: Final = "decision_maker"
DAY_TO_DAY: Final = "day_to_day"
CONTACT_ROLES: Final = (SPONSOR, DECIDES, "champion", DAY_TO_DAY, "procurement", "finance", "legal")
KEY_ROLES: Final = (SPONSOR, DECIDES, DAY_TO_DAY)
"""The roles an account should know a person for."""
CLOSENESS: Final = (DAY_TO_DAY, DECIDES, "champion", SPONSOR)
"""The roles of contacts by how likely they ask for work."""
STANDINGS: Final = ("backs_us", "neutral", "doubts", "prefers_another")
CHANNELS: Final = ("mail", "phone", "meeting", "message")

PUBLIC_MAIL: Final = frozenset({
    "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "yahoo.com", "icloud.com", "me.com",
    "gmx.de", "gmx.net", "web.de", "t-online.de", "proton.me", "protonmail.com", "aol.com", "mail.ru",
})  # fmt: skip
"""Public email domains, which don't identify a client."""


def may_move(before: str, after: str) -> bool:
    """Return whether an account can change from one status to the other."""
    return after in MOVES.get(before, ())


def cover_runs(starts_on: date, ends_on: date, called_off: bool, day: date) -> bool:
    """Return whether a cover applies on a date: from the first to the last one, unless it was ended early."""
    return not called_off and starts_on <= day <= ends_on


def overlaps(first: tuple[date, date], second: tuple[date, date]) -> bool:
    """Return whether two spans of dates, ends included, overlap."""
    return first[0] <= second[1] and second[0] <= first[1]


def domain_of(text: str) -> str | None:
    """Return the email domain in "https://www.Osprey.example/", "jo@osprey.example" or "osprey.example", or None."""
    domain = text.strip().lower().rpartition("@")[2]
    domain = domain.partition("://")[2] or domain
    domain = domain.partition("/")[0].partition(":")[0].strip(" .").removeprefix("www.")
    try:
        plain = domain.encode("idna").decode()
    except UnicodeError:
        return None
    parts = plain.split(".")
    fits = len(parts) > 1 and len(plain) <= 200 and all(part.replace("-", "").isalnum() for part in parts)
    return plain if fits and not parts[-1].isdigit() else None


@dataclass(frozen=True, slots=True)
class Coverage:
    """The coverage of a client: key roles without a contact, and whether everything depends on one contact."""

    contacts: int
    missing: tuple[str, ...]
    single_threaded: bool


def coverage(roles_of_contacts: Sequence[Iterable[str]]) -> Coverage:
    """Return the coverage by the active contacts' roles. A single active contact is single-threaded."""
    known = {role for roles in roles_of_contacts for role in roles}
    missing = tuple(role for role in KEY_ROLES if role not in known)
    return Coverage(len(roles_of_contacts), missing, len(roles_of_contacts) == 1)


def by_closeness(roles: Iterable[str]) -> int:
    """Return the place of a contact with these roles among those who may have asked: 0 for the likeliest."""
    return min((CLOSENESS.index(role) for role in roles if role in CLOSENESS), default=len(CLOSENESS))


def runs_in_a_circle(reports_to: Mapping[int, int | None], contact: int, above: int | None) -> bool:
    """Return whether `contact` reporting to `above` would end up reporting to themselves."""
    seen = {contact}
    while above is not None:
        if above in seen:
            return True
        seen.add(above)
        above = reports_to.get(above)
    return False
