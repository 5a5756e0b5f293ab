"""Roles and the default money right of each (product.md, "Who uses it")."""

from collections.abc import Iterable
from typing import Final

from amity.shared.permission import MoneyRight

ACCOUNT_MANAGER: Final = "account_manager"
ACCOUNT_DIRECTOR: Final = "account_director"
PROJECT_MANAGER: Final = "project_manager"
TEAM_MEMBER: Final = "team_member"
BUSINESS_AFFAIRS: Final = "business_affairs"
LEGAL: Final = "legal"
FINANCE: Final = "finance"
EXECUTIVE: Final = "executive"
ADMINISTRATOR: Final = "administrator"

DEFAULT_RIGHT: Final[dict[str, MoneyRight]] = {
    ACCOUNT_MANAGER: MoneyRight.MARGIN,
    ACCOUNT_DIRECTOR: MoneyRight.MARGIN,
    PROJECT_MANAGER: MoneyRight.MARGIN,
    TEAM_MEMBER: MoneyRight.HOURS,
    BUSINESS_AFFAIRS: MoneyRight.MARGIN,
    LEGAL: MoneyRight.FEE,
    FINANCE: MoneyRight.COST,
    EXECUTIVE: MoneyRight.MARGIN,
    ADMINISTRATOR: MoneyRight.NONE,
}
ROLES: Final = tuple(DEFAULT_RIGHT)

READ: Final = "read"
WRITE_TIME: Final = "time:write"
WRITE_EXPENSES: Final = "expenses:write"
WRITE_SETUP: Final = "setup:write"
SEE_MONEY: Final = "money"
SCOPES: Final = (READ, SEE_MONEY, WRITE_TIME, WRITE_EXPENSES, WRITE_SETUP)
"""Scopes of a token. Each only limits it: a token can never do or see more than its person."""
TOKEN_DAYS: Final = 90
MOST_TOKEN_DAYS: Final = 365
MOST_TOKENS: Final = 20
"""The most valid tokens of one person."""

THEMES: Final = ("auto", "light", "dark")
DENSITIES: Final = ("", "compact", "roomy")

SEES_EVERY_ACCOUNT: Final = frozenset({FINANCE, EXECUTIVE, BUSINESS_AFFAIRS, LEGAL})
"""Roles that see every account. Directors see the accounts of their people, by the account's own columns."""


OWNER: Final = "owner"
SELLS: Final = "sells"
TAKES_PART: Final = "takes_part"
WORKS: Final = "works"
TAKERS: Final[dict[str, frozenset[str]]] = {
    ACCOUNT_MANAGER: frozenset({ACCOUNT_MANAGER, ACCOUNT_DIRECTOR}),
    ACCOUNT_DIRECTOR: frozenset({ACCOUNT_DIRECTOR, EXECUTIVE}),
    PROJECT_MANAGER: frozenset({PROJECT_MANAGER}),
    OWNER: frozenset(ROLES) - {LEGAL, FINANCE, ADMINISTRATOR},
    SELLS: frozenset(ROLES) - {LEGAL, FINANCE, ADMINISTRATOR, TEAM_MEMBER},
    TAKES_PART: frozenset(ROLES) - {ADMINISTRATOR},
    WORKS: frozenset(ROLES) - {LEGAL, FINANCE, ADMINISTRATOR},
}
"""The roles whose holders forms offer as an account's manager or director, or as a project's manager; as the owner of
what a client needs: input, a risk, a promise; of an opportunity, which takes the right to fees; for a duty, a question
or advice, and to read what is passed on; and on the team of a project or brief, for which they needn't sign in.
"""


def narrowed_to(scopes: Iterable[str]) -> MoneyRight | None:
    """Return the highest money right a token with these scopes has, or None if they don't limit it."""
    return None if SEE_MONEY in scopes else MoneyRight.HOURS


def money_right(roles: Iterable[str], own: int | None = None) -> MoneyRight:
    """Return the person's own money right, or the highest default of their roles."""
    if own is not None:
        return MoneyRight(own)
    return max((DEFAULT_RIGHT[role] for role in roles), default=MoneyRight.NONE)
