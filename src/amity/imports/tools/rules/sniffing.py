"""Detection of the tool that wrote a table, by a combination of headers that no other tool has."""

import re
from collections.abc import Iterable, Mapping, Sequence

PROJECTS = "projects"
"""The kind of files with accounts, projects, people and work items, but no time."""

WITHOUT_TIME = ("toggl", "clockify", "tempo")
"""Tools with exports besides time: Toggl's data export, Clockify's projects, Jira's issues."""

_BRACKET = re.compile(r"\s*\((?!h\)|decimal\)|hours\))[^()]*\)\s*$")
"""A bracket in a header, except for a unit of time, which belongs to the name."""
_TELLING = (
    (frozenset(("issue key", "hours", "work date")), "tempo"),
    (frozenset(("project", "tracked (h)", "estimated (h)")), PROJECTS),
    (frozenset(("summary", "issue key", "issue type", "project name")), PROJECTS),
    (frozenset(("task id", "completed at", "name", "projects", "parent task")), PROJECTS),
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
    """Return `"harvest"`, `"toggl"`, `"clockify"`, `"tempo"`, `"projects"`, or "" for an unknown tool."""
    names = frozenset(bare(header) for header in headers)
    return next((tool for telling, tool in _TELLING if telling <= names), "")


def places_by_word(headers: Sequence[str], words: Mapping[str, str]) -> dict[str, int]:
    """Return field → the first column named by one of its words (`"task|tasks"`), the better word first."""
    names = [bare(header) for header in headers]
    found = {
        field: next((names.index(word) for word in one.split("|") if word in names), -1) for field, one in words.items()
    }
    return {field: place for field, place in found.items() if place >= 0}


def bare(header: str) -> str:
    """Return a header for comparison: lower case, runs of spaces as one."""
    return " ".join(header.casefold().split())


def bare_word(header: str) -> str:
    """Return a header as a plain word, also without star, underscore, and a bracket such as a currency."""
    return _BRACKET.sub("", bare(header.strip("* :").replace("_", " ")))
