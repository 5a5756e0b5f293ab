"""Pure rules of an account's duties by preset, and how the other two questions change them (product.md, J12)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

DISTINCT: Final = "distinct"
SHARED: Final = "shared"
KINDS: Final = (DISTINCT, SHARED)

MANAGER: Final = "account_manager"
PROJECT_MANAGER: Final = "project_manager"
DIRECTOR: Final = "director"
BUSINESS_AFFAIRS: Final = "business_affairs"
LEGAL: Final = "legal"
FINANCE: Final = "finance"
PERSON: Final = "person"
NOBODY: Final = ""
HOUSE_ROLES: Final = (BUSINESS_AFFAIRS, LEGAL, FINANCE)
"""Roles in the agency, not on the account."""
ROLES: Final = (MANAGER, PROJECT_MANAGER, DIRECTOR, *HOUSE_ROLES, PERSON)

CONTACT: Final = "contact"
CLIENT_ROLES: Final = (
    "sponsor", "decision_maker", "champion", "day_to_day", "procurement", "finance", "legal", CONTACT, NOBODY,
)  # fmt: skip
"""The roles at the client: those of contacts, a named contact, or no one."""

AM_COORDINATES: Final = "am"
PM_COORDINATES: Final = "pm"
ALL_SHARED: Final = "shared"
ONE_HAT: Final = "one_hat"
PRESETS: Final = (AM_COORDINATES, PM_COORDINATES, ALL_SHARED, ONE_HAT)

WORKING_MAIL: Final = "working"
EVERYTHING: Final = "everything"
NOTHING: Final = "nothing"
WRITES: Final = (WORKING_MAIL, EVERYTHING, NOTHING)

AM_DECIDES: Final = "am"
PM_UP_TO: Final = "pm_up_to"
DIRECTOR_DECIDES: Final = "director"
EXTRAS: Final = (AM_DECIDES, PM_UP_TO, DIRECTOR_DECIDES)


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty: the accountable role on our side (`role`), whom it is shared with (`also`), and the role at the client.

    `rule` is the key of a sentence, or someone's own sentence where `is_own`. `person_id` and `contact_id` name the
    people for the roles *person* and *contact*.
    """

    role: str
    client: str = NOBODY
    kind: str = DISTINCT
    also: str = NOBODY
    rule: str = ""
    is_own: bool = False
    person_id: int | None = None
    also_person_id: int | None = None
    contact_id: int | None = None


@dataclass(frozen=True, slots=True)
class Questions:
    """The three answers that define a charter."""

    preset: str = AM_COORDINATES
    writes: str = WORKING_MAIL
    extra: str = AM_DECIDES


_DEFAULT: Final[dict[str, Duty]] = {
    "relationship": Duty(MANAGER, "sponsor"),
    "brief": Duty(MANAGER, "day_to_day", SHARED, PROJECT_MANAGER),
    "plan": Duty(PROJECT_MANAGER, "day_to_day"),
    "working_mail": Duty(PROJECT_MANAGER, "day_to_day", SHARED, MANAGER),
    "first_showing": Duty(MANAGER, "day_to_day"),
    "extra_work": Duty(MANAGER, "decision_maker"),
    "strategy": Duty(MANAGER, "sponsor", SHARED, DIRECTOR),
    "margin": Duty(MANAGER, NOBODY, SHARED, PROJECT_MANAGER),
    "client_input": Duty(PROJECT_MANAGER, "day_to_day", SHARED, MANAGER),
    "risks": Duty(PROJECT_MANAGER, NOBODY, SHARED, MANAGER),
    "complaint": Duty(DIRECTOR, "sponsor"),
    "rights": Duty(BUSINESS_AFFAIRS, NOBODY),
    "data_access": Duty(PROJECT_MANAGER, "day_to_day"),
    "invoices": Duty(FINANCE, "finance"),
}
DUTIES: Final = tuple(_DEFAULT)

_PM: Final[dict[str, Duty]] = {
    "brief": Duty(PROJECT_MANAGER, "day_to_day", SHARED, MANAGER),
    "first_showing": Duty(PROJECT_MANAGER, "day_to_day", SHARED, MANAGER),
    "margin": Duty(PROJECT_MANAGER, NOBODY, SHARED, MANAGER),
}
_SHARED: Final[dict[str, Duty]] = {
    "relationship": Duty(MANAGER, "sponsor", SHARED, PROJECT_MANAGER),
    "plan": Duty(PROJECT_MANAGER, "day_to_day", SHARED, MANAGER),
    "first_showing": Duty(MANAGER, "day_to_day", SHARED, PROJECT_MANAGER),
}


def duties(asked: Questions) -> dict[str, Duty]:
    """Return every duty that results from the three answers, each with the key of its rule."""
    found = _DEFAULT | {PM_COORDINATES: _PM, ALL_SHARED: _SHARED}.get(asked.preset, {})
    found |= _by_writing(found, asked.writes) | _by_extra(asked.extra)
    if asked.preset == ONE_HAT:
        found = {key: _in_one_hand(duty) for key, duty in found.items()}
    return {key: duty if duty.rule else replace(duty, rule=_rule_of(key, duty)) for key, duty in found.items()}


def _rule_of(key: str, duty: Duty) -> str:
    """Return the key of a shared duty's sentence, by duty and both roles."""
    return ".".join(part for part in (key, duty.role, duty.also) if part)


def _by_writing(found: Mapping[str, Duty], writes: str) -> dict[str, Duty]:
    """Return the duties changed by what the project manager can send to the client."""
    if writes == EVERYTHING:
        return {
            "working_mail": Duty(PROJECT_MANAGER, "day_to_day"),
            "first_showing": Duty(PROJECT_MANAGER, "day_to_day", SHARED, MANAGER),
        }
    if writes == NOTHING:
        return {
            "working_mail": Duty(MANAGER, "day_to_day"),
            "first_showing": Duty(MANAGER, "day_to_day"),
            "client_input": replace(found["client_input"], role=MANAGER, also=PROJECT_MANAGER),
        }
    return {}


def _by_extra(extra: str) -> dict[str, Duty]:
    """Return the duties changed by who approves extra work."""
    if extra == PM_UP_TO:
        return {"extra_work": Duty(PROJECT_MANAGER, "decision_maker", SHARED, MANAGER)}
    if extra == DIRECTOR_DECIDES:
        return {"extra_work": Duty(DIRECTOR, "decision_maker")}
    return {}


def _in_one_hand(duty: Duty) -> Duty:
    """Return a duty under one hat, where the account manager is the project manager and the two share nothing."""
    role = MANAGER if duty.role == PROJECT_MANAGER else duty.role
    also = MANAGER if duty.also == PROJECT_MANAGER else duty.also
    return replace(duty, role=role, also=also) if also != role else replace(duty, role=role, also=NOBODY, kind=DISTINCT)


def with_changes(made: Mapping[str, Duty], *changes: Mapping[str, Duty]) -> dict[str, Duty]:
    """Return the duties with changes by hand: those of the agency first, then those of the account."""
    found = dict(made)
    for one in changes:
        found |= {key: duty for key, duty in one.items() if key in found}
    return found
