"""The rows in which a part declares rights: `src/amity/<part>/tests/rights.py` has a table RIGHTS of these."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from amity.people import rules as roles

AM, DIRECTOR, PM = roles.ACCOUNT_MANAGER, roles.ACCOUNT_DIRECTOR, roles.PROJECT_MANAGER
TEAM, BUSINESS, LEGAL = roles.TEAM_MEMBER, roles.BUSINESS_AFFAIRS, roles.LEGAL
FINANCE, EXECUTIVE, ADMIN = roles.FINANCE, roles.EXECUTIVE, roles.ADMINISTRATOR
OUTSIDER = "outsider"
"""An account manager of another account, with no relation to the one in question."""
STRANGER = "stranger"
"""A viewer who isn't signed in."""
CLIENT = "client"
"""A contact of the account, signed in to the client's pages. Everywhere else they are a stranger."""

NOBODY: frozenset[str] = frozenset()
ROLES = frozenset(roles.ROLES)
SIGNED_IN = ROLES | {OUTSIDER}
EVERYBODY = SIGNED_IN | {STRANGER, CLIENT}
BY_ROLE = frozenset({BUSINESS, LEGAL, FINANCE, EXECUTIVE})
"""Roles that see every account."""
ACCOUNT_SEEN = BY_ROLE | {AM, DIRECTOR, PM, TEAM}
"""Viewers who see the account and the project of the scene: they manage it, work on it, or see all by role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class May:
    """Who can read (`get`) and send (`post`) at a URL. Everyone else is asserted to be refused.

    `data` is what is posted, with names of the scene in braces. A post is done if it adds to the audit log, or, with
    `trail=False`, if the answer is below 400. `where` fills varying parts that are no ids of the scene. `also` are
    query strings that are read as well. `files` are names of files of the scene to upload. `link` means that the URL
    contains a secret sent to an outsider, who reads everything it is about. The queries of a page without `post` are
    counted, unless `uncounted` has a reason. Those of a list with a form are counted if it is `counted`.
    """

    get: frozenset[str] = NOBODY
    post: frozenset[str] = NOBODY
    data: Mapping[str, str | list[str]] = field(default_factory=dict)
    where: Mapping[str, str] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    trail: bool = True
    link: bool = False
    counted: bool = False
    uncounted: str = ""


Rights = Mapping[str, May | list[May]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """Who can call an API operation with a token of every scope. Everyone else is refused.

    `body` is the JSON sent, with names of the scene as "{names}", which are sent as numbers. A write is done if it adds
    to the audit log, or, with `trail=False`, if it is answered. The queries of every read are counted, unless
    `uncounted` has a reason, and those of a write that is `counted`.
    """

    may: frozenset[str]
    body: Mapping[str, object] | None = None
    where: Mapping[str, str] = field(default_factory=dict)
    query: str = ""
    also: tuple[str, ...] = ()
    file: str = ""
    trail: bool = True
    counted: bool = False
    uncounted: str = ""


def rest(
    allowed: Iterable[str], body: Mapping[str, object] | None = None, *, query: str = "", also: Iterable[str] = (),
    file: str = "", trail: bool = True, counted: bool = False, uncounted: str = "", **where: str,
) -> Rest:  # fmt: skip
    """Return a row of a part's table `REST`, by the operation's name. `file` names a document that is sent
    as a form.
    """
    return Rest(
        may=frozenset(allowed), body=body, where=where, query=query, also=tuple(also), file=file, trail=trail,
        counted=counted, uncounted=uncounted,
    )  # fmt: skip


RestRights = Mapping[str, Rest]


def may(
    *,
    get: Iterable[str] = (),
    post: Iterable[str] = (),
    data: Mapping[str, str | list[str]] | None = None,
    where: Mapping[str, str] | None = None,
    also: Iterable[str] = (),
    files: Mapping[str, str] | None = None,
    trail: bool = True,
    link: bool = False,
    counted: bool = False,
    uncounted: str = "",
) -> May:
    """Return a row of a part's table of rights."""
    return May(
        get=frozenset(get), post=frozenset(post), data=data or {}, where=where or {}, also=tuple(also),
        files=files or {}, trail=trail, link=link, counted=counted, uncounted=uncounted,
    )  # fmt: skip
