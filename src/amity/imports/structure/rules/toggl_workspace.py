"""Toggl Track's data export: JSON lists of clients, people, projects and tasks that refer to each other by id.

It has no time. Tags, colours, rates and labour costs aren't imported, because finance confirms rates.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from amity.imports.cells.rules.currency import parse_currency
from amity.imports.rules import Reason, tidy
from amity.imports.structure.rules.things import Thing, in_order
from amity.imports.time_rows.rules.rows import Rejected

Lists = Mapping[str, Sequence[Mapping[str, Any]]]


def things_in(lists: Lists) -> Iterator[Thing | Rejected]:
    """Yield the records of an export.

    `lists` has those of `clients`, `workspace_users`, `projects`, `tasks` and `projects_users`, for all projects
    together. A record without a name, or with a parent that isn't in the export, is rejected with its position among
    all records. People who left the workspace are not created.
    """
    clients = {one.get("id"): _name(one) for one in lists.get("clients", ())}
    people = {one.get(key): one for key in ("id", "uid") for one in lists.get("workspace_users", ())}
    projects = {one.get("id"): one for one in lists.get("projects", ())}
    found: list[Thing] = []
    number = 0
    for kind in ("clients", "workspace_users", "projects", "tasks", "projects_users"):
        for record in lists.get(kind, ()):
            number += 1
            if kind == "workspace_users" and (record.get("inactive") or record.get("active") is False):
                continue
            thing = _thing(kind, number, record, clients, people, projects)
            if isinstance(thing, Rejected):
                yield thing
            elif thing is not None:
                found.append(thing)
    yield from in_order(found)


def _thing(
    kind: str,
    number: int,
    record: Mapping[str, Any],
    clients: Mapping[Any, str],
    people: Mapping[Any, Mapping[str, Any]],
    projects: Mapping[Any, Mapping[str, Any]],
) -> Thing | Rejected | None:
    if kind == "clients":
        return _named(Thing(number, "client", _name(record), over=bool(record.get("archived"))))
    if kind == "workspace_users":
        mail = str(record.get("email") or "").strip().lower()
        return _named(Thing(number, "person", _name(record) or mail, mail=mail))
    if kind == "projects":
        return _named(_project(number, record, clients))
    parent = projects.get(record.get("project_id"))
    if parent is None:
        return Rejected(number, (("project", Reason("line_field_missing", field="project")),))
    client, project = _client_of(parent, clients), _name(parent)
    if kind == "tasks":
        over = record.get("active") is False
        return _named(Thing(number, "task", _name(record), client, project, planned=_planned(record), over=over))
    person = people.get(record.get("user_id"))
    if person is None or person.get("inactive") or person.get("active") is False:
        return None
    mail = str(person.get("email") or "").strip().lower()
    return Thing(number, "member", _name(person) or mail, client, project, mail, starts_on=_day(parent))


def _project(number: int, record: Mapping[str, Any], clients: Mapping[Any, str]) -> Thing:
    currency = parse_currency(str(record.get("currency") or ""))
    return Thing(
        number,
        "project",
        _name(record),
        client=_client_of(record, clients),
        planned=_planned(record),
        over=record.get("active") is False or record.get("status") == "archived",
        starts_on=_day(record),
        currency=currency if isinstance(currency, str) else "",
    )


def _named(thing: Thing) -> Thing | Rejected:
    if not thing.name:
        return Rejected(thing.number, (("name", Reason("line_field_missing", field="name")),))
    return thing


def _client_of(project: Mapping[str, Any], clients: Mapping[Any, str]) -> str:
    return clients.get(project.get("client_id") or project.get("cid"), "")


def _name(record: Mapping[str, Any]) -> str:
    return tidy(str(record.get("name") or ""))


def _planned(record: Mapping[str, Any]) -> int | None:
    """Return the estimate in seconds, or None. Toggl treats none and 0 alike."""
    seconds = record.get("estimated_seconds")
    return seconds if isinstance(seconds, int) and seconds > 0 else None


def _day(record: Mapping[str, Any]) -> date | None:
    try:
        return date.fromisoformat(str(record.get("start_date") or "")[:10])
    except ValueError:
        return None
