"""Trello's export of a board: a project with its cards as work items, and the items of their checklists below them.

A card is finished if its due date is marked as complete, it is in a list such as *Done*, or it is archived. One with
the label *Milestone*, or in a list of that name, is a milestone, if it has a due date.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from amity.imports.cells.rules.dates import parse_date
from amity.imports.rules import name_key, tidy
from amity.imports.structure.rules.things import MILESTONE_WORDS, SUBTASK, Thing, in_order

DONE: Final = frozenset(
    ["done", "complete", "completed", "finished", "closed", "erledigt", "fertig", "terminé", "fini"]
)
"""Names of lists whose cards are finished."""


def is_board(found: Any) -> bool:
    """Return whether a JSON value is a board: it has a name, lists and cards."""
    return isinstance(found, dict) and isinstance(found.get("name"), str) and all(
        isinstance(found.get(name), list) for name in ("lists", "cards")
    )  # fmt: skip


def things_in(board: Mapping[str, Any], project: str = "") -> Iterator[Thing]:
    """Return the records of a board, each once. `project` takes its cards, otherwise one named after the board."""
    name = project or tidy(board["name"])
    lists = {one.get("id"): name_key(one.get("name") or "") for one in _rows(board, "lists")}
    people = {one.get("id"): tidy(one.get("fullName") or "") for one in _rows(board, "members")}
    checks: dict[str, list[Mapping[str, Any]]] = {}
    for checklist in _rows(board, "checklists"):
        checks.setdefault(checklist.get("idCard", ""), []).extend(_rows(checklist, "checkItems"))
    found = [Thing(0, "project", name)]
    for number, card in enumerate(_rows(board, "cards"), start=1):
        title = tidy(card.get("name") or "")
        if not title:
            continue
        column = lists.get(card.get("idList", ""), "")
        over = bool(card.get("dueComplete") or card.get("closed")) or column in DONE
        words = {column, *(name_key(one.get("name") or "") for one in _rows(card, "labels"))}
        due = _day(card.get("due"))
        kind = "milestone" if due and not words.isdisjoint(MILESTONE_WORDS) else "task"
        done_on = (due if card.get("dueComplete") else None) or _day(card.get("dateLastActivity")) if over else None
        found.append(Thing(number, kind, title, project=name, over=over, due_on=due, done_on=done_on))
        for item in checks.get(card.get("id", ""), []):
            text = tidy(item.get("name") or "")
            done = over or item.get("state") == "complete"
            found.append(Thing(number, "task", f"{title}{SUBTASK}{text}", project=name, over=done))
        for who in filter(None, (people.get(one, "") for one in card.get("idMembers") or ())):
            found += [Thing(number, "person", who), Thing(number, "member", who, project=name)]
    yield from in_order(found)


def _rows(of: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    """Return the records of a list, without anything else in it."""
    return [one for one in of.get(name) or () if isinstance(one, dict)]


def _day(text: object) -> date | None:
    day = parse_date(text) if isinstance(text, str) and text else None
    return day if isinstance(day, date) else None
