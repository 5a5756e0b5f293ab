"""Every URL of the pages as a target of hostile values."""

import re
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode

from django.http import HttpResponseBase

from tests.matrix.form_names import forms_in, names_read
from tests.matrix.hostile import KINDS, Name, Reply, Tries
from tests.matrix.raised import exceptions_raised
from tests.matrix.rights import STRANGER, May
from tests.matrix.walk import VARYING, Walker, addresses, stated

HEADERS: Final = (
    "Accept", "Accept-Language", "HX-Current-URL", "HX-Request", "HX-Target", "If-Modified-Since", "If-None-Match",
    "Origin", "Range", "Referer", "X-Forwarded-For", "X-Requested-With",
)  # fmt: skip
STRAY: Final = Name("name", "stray")
Values = Mapping[str, str | list[str]]


@dataclass(frozen=True, slots=True)
class PageTarget:
    """One row of a table of rights, read or posted."""

    place: str
    names: frozenset[Name]
    walker: Walker
    route: str
    row: May
    method: str

    width = 6

    def send(self, tries: Tries) -> Reply:
        """Send what the row posts, with other values in it."""
        viewer = viewer_of(self.row)
        data = self.walker.data(viewer, self.row) if self.method == "POST" else {}
        parts, headers, good = {}, {}, dict(data)
        for name, kind in tries:
            value = KINDS[kind]
            if name.source == "part":
                parts[int(name.text)] = quote(value[:3000], errors="surrogatepass")
            elif name.source == "header":
                headers[name.text] = value.encode(errors="surrogatepass").decode("latin-1")
            elif name.source == "name":
                data[value if name == STRAY else re.sub(r"\d+", value[:40], name.text)] = "1"
            else:
                data[name.text] = _twice(good.get(name.text, "1"), value) if kind == "twice" else value
        if self.method == "POST" and Name("field", "nonce") not in {name for name, _kind in tries}:
            data["nonce"] = uuid.uuid4().hex
        address = self.walker.address(self.route, self.row, parts)
        with exceptions_raised() as raised:
            answer = self.walker.ask(viewer, lambda: self._request(viewer, address, data, headers))
        return Reply(answer.status, " < ".join(raised))

    def _request(self, viewer: str, address: str, data: Values, headers: Mapping[str, str]) -> HttpResponseBase:
        client = self.walker.clients[viewer]
        if self.method == "GET":
            return client.generic("GET", f"{address}?{_encoded(data)}", headers=headers)
        if self.row.files:
            files = {name: self.walker.scene.upload(file) for name, file in self.row.files.items()}
            return client.post(address, {**_as_bytes(data), **files}, headers=headers)
        kind = "application/x-www-form-urlencoded"
        return client.generic("POST", address, _encoded(data), content_type=kind, headers=headers)


def page_targets(walker: Walker, *, learn: bool = True) -> list[PageTarget]:
    """Return each row of the tables with its methods, and the names that it posts, or reads from a good request."""
    routes = dict(addresses())
    rows = [(name, row) for name, several in stated().items() for row in several]
    read: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for name, row in rows if learn else ():
        _learn(walker, routes[name], row, read)
    found: dict[str, PageTarget] = {}
    for name, row in rows:
        for method in _methods(row):
            fields = read[walker.address(routes[name], row), method] | ({*row.data} if method == "POST" else set())
            place = " ".join([method, name, *row.where.values()])
            before = found[place].names if place in found else frozenset()
            names = before | _names(fields - {"csrfmiddlewaretoken"}, routes[name])
            found[place] = PageTarget(place, names, walker, routes[name], row, method)
    return list(found.values())


def _learn(walker: Walker, route: str, row: May, read: defaultdict[tuple[str, str], set[str]]) -> None:
    viewer, address = viewer_of(row), walker.address(route, row)
    if row.get:
        with names_read() as names:
            text = walker.get(viewer, route, row).text
        read[address, "GET"] |= names
        for action, fields in forms_in(text, address):
            read[action, "POST"] |= fields
    if row.post:
        with names_read() as names:
            walker.post(viewer, route, row)
        read[address, "POST"] |= names


def _methods(row: May) -> Sequence[str]:
    return [method for method, who in (("GET", row.get), ("POST", row.post)) if who]


def _names(fields: Iterable[str], route: str) -> frozenset[Name]:
    fields = list(fields)
    return frozenset(
        [STRAY]
        + [Name("field", field) for field in fields]
        + [Name("name", field) for field in fields if re.search(r"\d", field)]
        + [Name("part", str(place)) for place, _ in enumerate(VARYING.finditer(route))]
        + [Name("header", header) for header in HEADERS]
    )


def viewer_of(row: May) -> str:
    """Return the allowed viewer who sees the most."""
    allowed = row.post or row.get
    return "everything" if len(allowed) > 3 and STRANGER not in allowed else sorted(allowed)[0]


def _twice(good: str | list[str], value: str) -> list[str]:
    return [*(good if isinstance(good, list) else [good]), value]


def _encoded(data: Values) -> str:
    """Return values encoded as by a browser, and as no browser does."""
    return urlencode(data, doseq=True, errors="surrogatepass")


def _as_bytes(data: Values) -> dict[str, list[bytes]]:
    """Return values for a form with files, whose names have no half characters."""
    return {
        name.encode(errors="replace").decode(): [
            one.encode(errors="surrogatepass") for one in (value if isinstance(value, list) else [value])
        ]
        for name, value in data.items()
    }
