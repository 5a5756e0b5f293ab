"""Which tool wrote a table, by headers that no other tool has together."""

from collections.abc import Iterable

PROJECTS = "projects"
"""Files that hold no time but accounts, projects, people and work items."""

_TELLING = (
    (frozenset(("issue key", "hours", "work date")), "tempo"),
    (frozenset(("project", "tracked (h)", "estimated (h)")), PROJECTS),
    (frozenset(("user", "start date", "duration (h)")), "clockify"),
    (frozenset(("user", "start date", "duration (decimal)")), "clockify"),
    (frozenset(("user", "start date", "start time", "end date", "end time", "group")), "clockify"),
    (frozenset(("user", "start date", "duration", "tags")), "toggl"),
    (frozenset(("user", "email", "start date", "start time", "description")), "toggl"),
    (frozenset(("member", "email", "start date", "duration", "description")), "toggl"),
    (frozenset(("date", "client", "project", "task", "hours", "first name", "last name")), "harvest"),
    (frozenset(("date", "client", "project", "task", "hours", "billable?")), "harvest"),
    (frozenset(("datum", "kunde", "projekt", "aufgabe", "stunden", "abrechenbar?")), "harvest"),
    (frozenset(("päivämäärä", "asiakas", "projekti", "tehtävä", "tunnit")), "harvest"),
)


def tool_of(headers: Iterable[str]) -> str:
    """`"harvest"`, `"toggl"`, `"clockify"`, `"tempo"`, `"projects"`, or empty for a table of nobody we know."""
    names = frozenset(bare(header) for header in headers)
    return next((tool for telling, tool in _TELLING if telling <= names), "")


def bare(header: str) -> str:
    """A header as it is compared: without case, spaces made one."""
    return " ".join(header.casefold().split())
