"""Detailed time exports recognised by their headers: Toggl Track, Clockify, Jira Tempo. Harvest has its own file.

Each tool's table has the headers of each field, the better one first. A field may have a second column, used where the
first is empty. Only day, time and person are required.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from amity.imports.cells.rules.currency import currency_in_header
from amity.imports.columns.rules.fields import Columns, named
from amity.imports.rules import Sureness, Unreadable
from amity.imports.tools.rules import harvest
from amity.imports.tools.rules.sniffing import bare, tool_of

TIME_TOOLS = ("harvest", "toggl", "clockify", "tempo")
"""Tools whose detailed time export is read without asking for its columns."""


@dataclass(frozen=True)
class Layout:
    """The headers of one tool's export by field, best first. `begun` and `ended` are (date, time) headers."""

    headers: Mapping[str, str]
    dates: tuple[str, ...] = ()
    begun: tuple[str, str] = ("start date", "start time")
    ended: tuple[tuple[str, str], ...] = field(default=(("end date", "end time"), ("stop date", "stop time")))


_TRACKED = {
    "date": "start date",
    "person": "user|member",
    "mail": "email",
    "client": "client",
    "project": "project",
    "task": "task|task name|activity",
    "text": "description",
    "billable": "billable",
    "price": "billable rate|rate",
    "amount": "billable amount|amount",
    "cost": "cost rate|labor rate",
    "cost_amount": "cost amount|labor cost",
}

_LAYOUTS = {
    "toggl": Layout({**_TRACKED, "hours": "duration"}, dates=("end date", "stop date")),
    # The clock tells the second, the decimal only the hundredth of an hour.
    "clockify": Layout(
        {**_TRACKED, "hours": "duration (h)|duration|duration (decimal)"}, dates=("end date", "date of creation")
    ),
    "tempo": Layout(
        {
            "date": "work date",
            "person": "full name",
            "mail": "username",
            "client": "account customer|customer",
            "project": "account name|project name",
            "project_code": "account key|project key",
            "task": "issue summary|summary|issue|task",
            "item_key": "issue key",
            "hours": "hours",
            "billed": "billed hours",
            "text": "work description",
        }
    ),
}
_FALLS_BACK = ("client", "project", "project_code")
_MONEY = ("amount", "price", "cost_amount", "cost")


def recognised(tool: str, headers: Sequence[str]) -> Columns:
    """Return the columns of a known tool's detailed time export, or raise `Unreadable`.

    `other_tool` names the tool the file comes from, `not_export` the missing columns.
    """
    if tool == "harvest":
        return harvest.recognise(headers)
    other = tool_of(headers)
    if other and other != tool:
        raise Unreadable("other_tool", tool=other)
    names = [bare(header) for header in headers]
    layout = _LAYOUTS[tool]
    found = {slot: _places(names, words) for slot, words in layout.headers.items()}
    places = {slot: where[0] for slot, where in found.items() if where}
    columns = Columns(
        places,
        dict.fromkeys(places, Sureness.KNOWN),
        currency=next(
            filter(None, (currency_in_header(headers[places[slot]]) for slot in _MONEY if slot in places)), ""
        ),
        name=f"{tool} detailed time",
        second={slot: found[slot][1] for slot in _FALLS_BACK if len(found.get(slot, ())) > 1},
        also_dates=tuple(names.index(name) for name in layout.dates if name in names),
        span=_span(names, layout) if "hours" not in places else (),
    )
    # A person can name whose time it is. `Columns.missing` still lists it.
    if (missing := columns.missing()) and missing != ("person",):
        raise Unreadable("not_export", tool=tool, fields=", ".join(missing), found=named(headers))
    return columns


def _places(names: Sequence[str], words: str) -> list[int]:
    """Return the columns with these names, in the order of the words, ignoring a currency in brackets."""
    bracketless = [name.rpartition(" (")[0] if name.endswith(")") else name for name in names]
    return [
        place
        for word in words.split("|")
        for place in range(len(names))
        if word == names[place] or (word == bracketless[place] and not names[place].endswith(("(h)", "(decimal)")))
    ]


def _span(names: Sequence[str], layout: Layout) -> tuple[int, ...]:
    """Return the columns of start and end, for a file without durations, or none unless all four are there."""
    for ended in layout.ended:
        wanted = (*layout.begun, *ended)
        if all(name in names for name in wanted):
            return tuple(names.index(name) for name in wanted)
    return ()
