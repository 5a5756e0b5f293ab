"""Count the queries of the demo's pages, as some of its people find them by their links."""

import re
from collections import Counter, deque
from collections.abc import Iterable, Mapping
from typing import Final

from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext

from amity.people.models import Person

AIM: Final = 20
AIM_OF_WIDE: Final = 25
WIDE: Final = re.compile(r"/(accounts|briefs|handoffs|projects)/n/")
"""Pages that show a whole account, brief, hand-off or project."""
OF_EACH_KIND: Final = 2
"""Pages of each kind that the first person opens; the others open one."""
FEW: Final = 12
"""A page of one thing that asks one person so few queries isn't opened by the next: it hardly asks them many."""
_LINK: Final = re.compile(r'(?:href|hx-get)="(/[^"?#]*)')
_NO_PAGE: Final = re.compile(r"/(sign-out|files|api|static)/|\.(pdf|csv|xlsx|json)$|/print/|/statement/")


def aim_of(kind: str) -> int:
    """Return how many queries a kind of page may ask."""
    return AIM_OF_WIDE if WIDE.fullmatch(kind) else AIM


def counted(client: Client, people: Iterable[Person]) -> dict[str, int]:
    """Return the most queries that a page of each kind asks one of these people."""
    found: dict[str, int] = {}
    for person in people:
        client.force_login(person)
        walked = _walked(client, found, 1 if found else OF_EACH_KIND)
        found |= {kind: max(queries, found.get(kind, 0)) for kind, queries in walked.items()}
    return found


def _walked(client: Client, seen: Mapping[str, int], of_each_kind: int) -> dict[str, int]:
    """Return the most queries that a page of each kind asks, after the visit that fills caches between requests.

    `seen` are the queries that each kind asks the people before.
    """
    waiting, known, visits, found = deque(["/"]), {"/"}, Counter[str](), dict[str, int]()
    while waiting:
        path = waiting.popleft()
        kind = _kind(path)
        if visits[kind] == of_each_kind or ("/n/" in kind and 0 < seen.get(kind, 0) <= FEW):
            continue
        visits[kind] += 1
        queries, links = _visit(client, path)
        if queries > aim_of(kind):
            queries, _links = _visit(client, path)
        found[kind] = max(queries, found.get(kind, 0))
        fresh = [link for link in links if link not in known]
        known.update(fresh)
        waiting += fresh
    return found


def _visit(client: Client, path: str) -> tuple[int, list[str]]:
    """Return how many queries a page asks, and its links to further pages."""
    reset_queries()
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
    if answer.status_code in (301, 302):
        return len(queries), _pages([answer.headers["Location"].partition("?")[0]])
    if answer.streaming or not answer.headers.get("Content-Type", "").startswith("text/html"):
        return 0, []
    return len(queries), _pages(_LINK.findall(answer.content.decode()))


def _pages(links: list[str]) -> list[str]:
    return [link for link in dict.fromkeys(links) if not _NO_PAGE.search(link)]


def _kind(path: str) -> str:
    """Return the address without its numbers and dates, as pages of one kind have it."""
    return re.sub(r"\d[\dW-]*", "n", path)
