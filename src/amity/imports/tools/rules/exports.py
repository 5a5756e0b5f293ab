"""Detailed time exports told by their headers alone: Toggl Track, Clockify, Jira Tempo. Harvest has a file of its own.

Each tool's table says which headers fill which field, the better one first; a field may have a second column that
speaks where the first is empty. What a file lacks, it lacks: only day, time and person are needed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from amity.imports.cells.rules.currency import currency_in_header
from amity.imports.columns.rules.fields import Columns, named
from amity.imports.rules import Sureness, Unreadable
from amity.imports.tools.rules import harvest
from amity.imports.tools.rules.sniffing import bare, tool_of

TIME_TOOLS = ("harvest", "toggl", "clockify", "tempo")
"""Tools whose detailed time export is read without asking what its columns are."""


@dataclass(frozen=True)
class Layout:
    """How one tool writes its export: headers by field, best first; `begun` and `ended` are (date, time) headers."""

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
    """The columns of a known tool's detailed time export; raises `Unreadable`.

    `other_tool` names the tool the file really comes from, `not_export` the columns that are missing.
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
    # Whose time it is can be said by the person; `Columns.missing` still names it.
    if (missing := columns.missing()) and missing != ("person",):
        raise Unreadable("not_export", tool=tool, fields=", ".join(missing), found=named(headers))
    return columns


def _places(names: Sequence[str], words: str) -> list[int]:
    """Columns called so, in the order of the words; a currency in brackets behind the word does not count."""
    bracketless = [name.rpartition(" (")[0] if name.endswith(")") else name for name in names]
    return [
        place
        for word in words.split("|")
        for place in range(len(names))
        if word == names[place] or (word == bracketless[place] and not names[place].endswith(("(h)", "(decimal)")))
    ]


def _span(names: Sequence[str], layout: Layout) -> tuple[int, ...]:
    """The columns of start and end, where a file has no duration: empty unless all four are there."""
    for ended in layout.ended:
        wanted = (*layout.begun, *ended)
        if all(name in names for name in wanted):
            return tuple(names.index(name) for name in wanted)
    return ()
