"""Every URL of the resolver, the part it belongs to, and requests to it as each viewer."""

import io
import re
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.db import connection, transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from python_calamine import CalamineWorkbook

from amity.config import house
from amity.portal.visitors import cookie
from amity.shared.permission import MoneyRight
from tests.matrix.leavings import Leaving, Mark, records
from tests.matrix.rights import (
    ADMIN,
    AM,
    BUSINESS,
    CLIENT,
    DIRECTOR,
    EXECUTIVE,
    FINANCE,
    LEGAL,
    OUTSIDER,
    PM,
    STRANGER,
    TEAM,
    May,
    Rights,
)
from tests.matrix.scene import Scene
from tests.rig.deck import deck_text
from tests.rig.pdf import pdf_text

VARYING = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")

FIRST = (DIRECTOR, FINANCE, PM, AM, ADMIN, BUSINESS, LEGAL, EXECUTIVE, TEAM, OUTSIDER, CLIENT, STRANGER)
"""The viewers who visit a URL: the first of these who can read it."""
DOOR = "account_login"
"""A URL that redirects signed-in people, so it is visited by a stranger."""
FILES = {
    "contact_reports:report_file", "conversations:download_transcript", "conversations:feed", "files:download",
    "imports:rejects",
    "insights:export_outline",
    "money:account_drift_file", "money:account_file", "money:ahead_file", "money:month_end_file",
    "money:portfolio_file", "money:project_file",
    "people:passkey_sign_in", "portal:answer_file", "reports:agreement_file", "reports:print_found",
    "reports:portfolio_deck", "reports:portfolio_pdf", "reports:review_deck", "reports:review_pdf",
    "reports:statement_file", "services:map_file",
    "portal:as_sent_file", "portal:as_signed_file", "portal:as_version_file", "portal:colour", "portal:sent_file",
    "portal:signed_file", "portal:version_file",
}  # fmt: skip
PARTS_OF_PAGES = {
    "advice:account_advice", "advice:brief_advice", "advice:project_advice",
    "briefs:buys", "charter:objectives", "growth:of_account", "huddles:numbers", "imports:count_codes",
    "imports:progress",
    "reports:review_slide", "retainers:show_shares",
    "scope:guess", "services:section", "timesheets:choose", "ui:counts", "ui:jump_options",
    "work:account_jobs",
}  # fmt: skip
WAYS_ON = {
    "agreements:former_signature", "agreements:former_with_client",
    "account_set_password", "agency:first", "conversations:note_meeting", "favicon", "handoff:former_small_job",
    "imports:bring", "mailbox:consent_return", "mfa_authenticate",
    "money:price_time", "people:add_app", "people:add_passkey", "people:link_identity", "people:set_up_second_factor",
    "retainers:retainers_file", "scope:write_statement", "settings", "start",
    "work:former_briefs", "work:former_projects",
}  # fmt: skip
NO_PAGE = FILES | PARTS_OF_PAGES | WAYS_ON
"""URLs that answer with something other than a whole page. `tests/test_pseudo_locale.py` checks that the list
is exact.
"""


@dataclass(frozen=True, slots=True)
class Visit:
    """A URL, and a viewer who can read it."""

    name: str
    viewer: str
    address: str


def addresses(resolver: URLResolver | None = None, space: str = "", route: str = "/") -> Iterator[tuple[str, str]]:
    """Yield the full name and the route of each URL."""
    for entry in (resolver or get_resolver()).url_patterns:
        here = route + str(entry.pattern).lstrip("^").removesuffix("$").removesuffix("\\Z")
        if isinstance(entry, URLResolver) and entry.namespace == "rest":
            continue  # The interface for machines is walked by its operations: tests/matrix/machines.py.
        if isinstance(entry, URLResolver):
            yield from addresses(entry, f"{space}{entry.namespace}:" if entry.namespace else space, here)
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name or here}", here


def stated() -> dict[str, list[May]]:
    """Return the rows of all parts' tables. Two parts can't declare the same URL."""
    found: dict[str, list[May]] = {}
    for part in (*house.PARTS, "amity.config"):
        module = f"{part}.tests.rights"
        if not (find_spec(part) and find_spec(f"{part}.tests") and find_spec(module)):
            continue
        table: Rights = import_module(module).RIGHTS
        assert not found.keys() & table.keys(), f"{part} states what another part stated"
        found |= {name: rows if isinstance(rows, list) else [rows] for name, rows in table.items()}
    return found


def unvisited(visits: Iterable[Visit]) -> set[str]:
    """Return the readable or undeclared URLs that no visit opens."""
    rows = stated()
    readable = {name for name, _route in addresses() if name not in rows or any(row.get for row in rows[name])}
    return readable - {one.name for one in visits}


@dataclass(frozen=True, slots=True)
class Answered:
    """The result of a request."""

    status: int
    text: str
    grew: bool
    turned_away: bool
    left: tuple[Leaving, ...] = ()

    @property
    def read(self) -> bool:
        """Return whether a page was shown or redirected, but not to sign-in."""
        return self.status < 400 and not self.turned_away

    def done(self, row: May) -> bool:
        """Return whether what was posted was done."""
        return self.grew if row.trail else self.read


def address_in(scene: Scene, route: str, row: May, other: Mapping[int, str] | None = None) -> str:
    """Return the route filled with the scene's ids. `other` replaces a varying part, by its place."""
    known = {**scene.known, **{name: text.format_map(scene.known) for name, text in row.where.items()}}
    parts = [known[match.group(1) or match.group(2)] for match in VARYING.finditer(route)]
    parts = [(other or {}).get(place, part) for place, part in enumerate(parts)]
    return VARYING.sub(lambda _match: parts.pop(0), route).replace("\\.", ".")


class Walker:
    """Sends requests as a viewer of the scene. Anything written is rolled back."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.clients = {name: self._client(name) for name in (*scene.viewers, CLIENT, STRANGER)}
        self._cookies = {name: _values(client) for name, client in self.clients.items()}

    def right(self, viewer: str) -> MoneyRight:
        """Return a viewer's money right."""
        return self.scene.viewers[viewer].money_right if viewer in self.scene.viewers else MoneyRight.NONE

    def get(self, viewer: str, route: str, row: May, *, query: str = "", fragment: bool = False) -> Answered:
        """Get a URL."""
        headers = {"HX-Request": "true"} if fragment else {}
        return self.ask(
            viewer,
            lambda: self.clients[viewer].get(
                self.address(route, row) + query.format_map(self.scene.known), headers=headers
            ),
        )

    def follow(self, viewer: str, address: str) -> Answered:
        """Get a URL as written on a page."""
        return self.ask(viewer, lambda: self.clients[viewer].get(address))

    def post(
        self, viewer: str, route: str, row: May, *, nonce: bool = True, checked: bool = False, watch: bool = False
    ) -> Answered:
        """Send a row's data to a URL. `checked` requires the CSRF token that a page of ours would have sent.

        With `watch`, the answer has the emails and jobs that the action leaves.
        """
        data: dict[str, Any] = self.data(viewer, row)
        data |= {name: self.scene.upload(file) for name, file in row.files.items()}
        data |= {"nonce": uuid.uuid4().hex} if nonce else {}
        client = self.clients[viewer]
        client.handler.enforce_csrf_checks = checked
        answer = self.ask(viewer, lambda: client.post(self.address(route, row), data), watch=watch)
        client.handler.enforce_csrf_checks = False
        return answer

    def visits(self) -> list[Visit]:
        """Return one visit to each URL and each of its rows, as a viewer who can read it."""
        routes = dict(addresses())
        return [
            Visit(
                name,
                STRANGER if name == DOOR else next(one for one in FIRST if one in row.get),
                self.address(routes[name], row),
            )
            for name, rows in stated().items()
            for row in rows
            if row.get and name in routes
        ]

    def pages(self) -> list[Visit]:
        """Return the visits to whole pages, grouped by viewer, without files, fragments and redirects."""
        return sorted(
            {one for one in self.visits() if one.name not in NO_PAGE}, key=lambda one: (one.viewer, one.address)
        )

    def data(self, viewer: str, row: May) -> dict[str, str | list[str]]:
        """Return a row's post data, filled with the scene's ids."""
        own = self.scene.viewers[viewer].pk if viewer in self.scene.viewers else 0
        known = {**self.scene.known, "self_id": str(own)}
        return {name: filled(value, known) for name, value in row.data.items()}

    def address(self, route: str, row: May, other: Mapping[int, str] | None = None) -> str:
        """Return the route filled with the scene's ids."""
        return address_in(self.scene, route, row, other)

    def _client(self, name: str) -> Client:
        client = Client(raise_request_exception=False)
        if name == CLIENT:
            client.cookies[cookie.NAME] = self.scene.known["device_token"]
        elif name != STRANGER:
            client.force_login(self.scene.viewers[name])
            client.get("/favicon.ico")  # so that what is rolled back doesn't note the session's first use each time
        return client

    def ask(self, viewer: str, send: Callable[[], HttpResponseBase], *, watch: bool = False) -> Answered:
        """Send as a viewer and roll back what it wrote."""
        with transaction.atomic():
            before, mark = records(), Mark.now() if watch else None
            answer = send()
            text = body(answer)
            # A query that failed leaves nothing to be counted.
            grew = not connection.needs_rollback and records() > before
            left = mark.since() if mark else ()
            transaction.set_rollback(True)
        self.clients[viewer].cookies = SimpleCookie(self._cookies[viewer])
        place = answer.headers.get("Location", "") or answer.headers.get("HX-Redirect", "")
        away = place.startswith(("/sign-in/", "/client/sign-in/")) or answer.status_code == 401
        return Answered(answer.status_code, f"{text}\n{_heads(answer)}", grew, away, left)


def body(answer: HttpResponseBase) -> str:
    """Return the text of a response, streamed or not: a spreadsheet's cells, a PDF's or a presentation's text."""
    content = b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]
    if "spreadsheetml" in answer.headers.get("Content-Type", ""):
        sheets = CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows = [row for name in sheets.sheet_names for row in sheets.get_sheet_by_name(name).to_python()]
        return "\n".join(" \t ".join(_cell(cell) for cell in row) for row in rows)
    if "pdf" in answer.headers.get("Content-Type", ""):
        return pdf_text(content)
    if "presentationml" in answer.headers.get("Content-Type", ""):
        return deck_text(content)
    return content.decode("utf-8", "replace")


def _cell(cell: Any) -> str:
    """Return a cell's text, amounts with two decimals as pages write them."""
    return f"{cell:.2f}" if isinstance(cell, float) else str(cell)


def _values(client: Client) -> dict[str, str]:
    return {name: morsel.value for name, morsel in client.cookies.items()}


def _heads(answer: HttpResponseBase) -> str:
    names = ("Location", "HX-Trigger", "HX-Redirect", "Content-Disposition")
    return "\n".join(answer.headers.get(name, "") for name in names)


def filled(value: str | list[str], known: Mapping[str, str]) -> str | list[str]:
    """Return a value filled with the scene's ids."""
    if isinstance(value, list):
        return [one.format_map(known) for one in value]
    return value.format_map(known)
