"""A contradiction in words: the question, its facts, and what can be answered with one tap."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from amity.people.models import Person
from amity.status import rules as colours
from amity.status.contradictions import rules
from amity.status.contradictions.models import Contradiction
from amity.ui import formats

KINDS: Final[Mapping[str, Promise]] = {
    rules.FORECAST: lazy("Forecast over budget"),
    rules.MILESTONE: lazy("Milestone past its date"),
    rules.EXPECTATION: lazy("Expectation missed"),
    rules.NO_TIME: lazy("No time logged"),
    rules.ROUNDS: lazy("Revision rounds used up"),
    rules.CONFLICT: lazy("Open conflict"),
    rules.INPUT: lazy("Client input late"),
    rules.PROMISE: lazy("Promise due"),
}
OUTCOMES: Final[Mapping[str, Promise]] = {
    "": lazy("Open"),
    rules.CHANGED: lazy("Status changed"),
    rules.EXPLAINED: lazy("Explained"),
    rules.GONE: lazy("No longer true"),
}
TO_AMBER: Final[Mapping[str, Promise]] = {
    colours.BUDGET: lazy("Change budget to amber"),
    colours.DATES: lazy("Change dates to amber"),
    colours.CLIENT: lazy("Change client to amber"),
}
"""The button that changes the judgement."""
REASONS: Final[Mapping[str, tuple[str, Promise]]] = {
    rules.FORECAST: ("order", lazy("A change order will raise the budget")),
    rules.ROUNDS: ("order", lazy("A change order will add rounds")),
    rules.MILESTONE: ("agreed", lazy("A new date is agreed with the client")),
    rules.INPUT: ("agreed", lazy("The dates hold without it")),
    rules.NO_TIME: ("waiting", lazy("The work is waiting as planned")),
    rules.EXPECTATION: ("agreed", lazy("The client knows and agrees")),
    rules.CONFLICT: ("agreed", lazy("The client knows and agrees")),
    rules.PROMISE: ("kept", lazy("It was met, but isn’t marked yet")),
}
"""The explanation that is given most, for one tap, with its key."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact behind a question: its label and its sentence."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Way:
    """Where the cause of a question can be removed."""

    label: str
    address: str


def question(row: Contradiction, reader: Person, today: date) -> str:
    """Return the question: what was reported, what the data show, and what is missing."""
    return " ".join((_reported(row, reader, today), finding(row, today), _("What are we missing?")))


def finding(row: Contradiction, today: date) -> str:
    """Return what the data show, in one sentence."""
    return _FINDINGS[row.kind](row.facts, today)


def facts(row: Contradiction) -> list[Fact]:
    """Return the figures behind a question. A question about a single thing names it already."""
    known = row.facts
    if row.kind != rules.FORECAST:
        return []
    found = [
        Fact(
            _("Expected"),
            _("%(expected)s against a budget of %(budget)s")
            % {"expected": _hours(known["expected"]), "budget": _hours(known["budget"])},
        )
    ]
    if known.get("finished"):
        names = {"done": formats.number(known["finished"]), "count": formats.number(known["pieces"])}
        found.append(Fact(_("Finished"), _("%(done)s of %(count)s lines and work items") % names))
    if known.get("to_go") is not None:
        names = {
            "left": _hours(known["to_go"]), "total": _hours(known["used"] + known["to_go"]),
            "budget": _hours(known["budget"]),
        }  # fmt: skip
        text = _("%(left)s, which makes %(total)s against %(budget)s") % names
        found.append(Fact(_("Your hours to go"), text))
    return found


def way_out(row: Contradiction) -> Way:
    """Return where the cause of a question can be removed."""
    number = int(row.subject.partition(" ")[0] or 0) if row.kind != rules.NO_TIME else 0
    project = reverse("projects:project", args=[row.project_id])
    ways = {
        rules.FORECAST: (_("Mark finished items"), "money:forecast", row.project_id),
        rules.MILESTONE: (_("Move milestone"), "projects:move_milestone", number),
        rules.EXPECTATION: (_("Open expectation"), "expectations:expectation", number),
        rules.INPUT: (_("Open client input"), "monitoring:client_input", number),
        rules.CONFLICT: (_("See conflict"), "expectations:expectation", row.facts.get("expectation", 0)),
        rules.PROMISE: (_("Open promise"), "expectations:expectation", number),
    }
    if row.kind not in ways:
        return Way(_("Open project"), project)
    label, page, key = ways[row.kind]
    return Way(label, reverse(page, args=[key]))


def reason_of(kind: str) -> str:
    """Return the explanation that is given most for a kind."""
    return str(REASONS[kind][1])


def _reported(row: Contradiction, reader: Person, today: date) -> str:
    judgement = rules.JUDGEMENT_OF[row.kind]
    on = formats.day_with("on", row.reported_on, today)
    if row.reported_by is None or row.reported_by_id == reader.pk:
        return {
            colours.BUDGET: _("You reported the budget as green %(on_day)s."),
            colours.DATES: _("You reported the dates as green %(on_day)s."),
            colours.CLIENT: _("You reported the client as green %(on_day)s."),
        }[judgement] % {"on_day": on}
    return {
        colours.BUDGET: _("%(who)s reported the budget as green %(on_day)s."),
        colours.DATES: _("%(who)s reported the dates as green %(on_day)s."),
        colours.CLIENT: _("%(who)s reported the client as green %(on_day)s."),
    }[judgement] % {"who": row.reported_by.name, "on_day": on}


def _of_forecast(known: Mapping[str, Any], today: date) -> str:
    if known["used"] > known["budget"]:
        names = {"used": _hours(known["used"]), "budget": _hours(known["budget"])}
        return _("%(used)s are used of a budget of %(budget)s.") % names
    share = formats.percent(known["overrun"], places=0)
    return _("The forecast puts the chance of going over budget at %(share)s.") % {"share": share}


def _of_milestone(known: Mapping[str, Any], today: date) -> str:
    names = {"name": known["name"], "on_day": _on(known, today)}
    return _("“%(name)s” was due %(on_day)s and isn’t delivered.") % names


def _of_expectation(known: Mapping[str, Any], today: date) -> str:
    return _("The expectation “%(name)s” was missed.") % known


def _of_no_time(known: Mapping[str, Any], today: date) -> str:
    since = formats.day_with("since", date.fromisoformat(known["on"]), today)
    return _("No time has been logged %(since_day)s.") % {"since_day": since}


def _of_rounds(known: Mapping[str, Any], today: date) -> str:
    names = {"name": known["name"], "used": known["used"], "count": known["allowed"]}
    text = ngettext(
        "“%(name)s” has used %(used)s of %(count)s revision round.",
        "“%(name)s” has used %(used)s of %(count)s revision rounds.",
        known["allowed"],
    )
    return text % names


def _of_conflict(known: Mapping[str, Any], today: date) -> str:
    return _("The conflict about “%(name)s” is still open.") % known


def _of_input(known: Mapping[str, Any], today: date) -> str:
    days = (today - date.fromisoformat(known["on"])).days
    text = ngettext(
        "“%(name)s” from the client is %(count)s day late.", "“%(name)s” from the client is %(count)s days late.", days
    )
    return text % {"name": known["name"], "count": days}


def _of_promise(known: Mapping[str, Any], today: date) -> str:
    names = {"who": known["who"], "name": known["name"], "on_day": _on(known, today)}
    return _("%(who)s promised “%(name)s”. It was due %(on_day)s and isn’t marked as met.") % names


def _on(known: Mapping[str, Any], today: date) -> str:
    return formats.day_with("on", date.fromisoformat(known["on"]), today)


def _hours(seconds: int) -> str:
    return formats.hours(seconds, "title")


_FINDINGS: Final[Mapping[str, Callable[[Mapping[str, Any], date], str]]] = {
    rules.FORECAST: _of_forecast,
    rules.MILESTONE: _of_milestone,
    rules.EXPECTATION: _of_expectation,
    rules.NO_TIME: _of_no_time,
    rules.ROUNDS: _of_rounds,
    rules.CONFLICT: _of_conflict,
    rules.INPUT: _of_input,
    rules.PROMISE: _of_promise,
}
