"""A list of calculated rows that opens on what is one's own and open, with tabs that count."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import RequestFactory

from amity.shared.actor import Actor
from amity.shared.permission import MoneyRight
from amity.ui.lists import Column
from amity.ui.lists.keyset import Order
from amity.ui.lists.tabbed import TabbedList
from amity.ui.lists.tabs import RowTab

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Boat:
    name: str
    owner: int
    metres: int
    sunk: bool = False

    @property
    def key(self) -> str:
        return self.name


BOATS = (Boat("Tern", 1, 7), Boat("Gull", 2, 12), Boat("Kite", 1, 9), Boat("Old Tern", 1, 30, sunk=True))


class Boats(TabbedList):
    key = "boats"
    title = "Boats"
    order = Order("metres")
    find = ("name",)
    whose = ("Mine", "All")
    over_label = "Sunk"
    tabs = (RowTab(key="long", label="Long", passes=lambda row: row.metres > 8),)
    columns = (
        Column(key="name", label="Name", sort="name"),
        Column(key="metres", label="Metres", kind="number", sort="metres", note=lambda row: "far too long"),
    )

    def every_row(self):
        return BOATS

    def is_mine(self, row):
        return row.owner == self.request.actor.person_id  # type: ignore[attr-defined] # the middleware adds it

    def is_over(self, row):
        return row.sunk


def asked(query="", person=1):
    """The list as a person asks for it."""
    request: Any = RequestFactory().get(f"/?{query}")
    request.actor = Actor("person", person, "Mara", "page")
    request.user = SimpleNamespace(money_right=MoneyRight.NONE, is_authenticated=False)
    found = Boats()
    found.setup(request)
    return found.context()


def names(context):
    return [line.row.name for line in context["lines"]]


def test_it_opens_on_ones_own_open_rows_in_its_order_and_on_all_for_who_has_none():
    assert names(asked()) == ["Tern", "Kite"]
    assert names(asked(person=3)) == ["Tern", "Kite", "Gull"]
    assert names(asked("whose=mine", person=3)) == []


def test_switches_and_the_search_choose_the_rows_that_all_tabs_count():
    context = asked("whose=all&closed=on")
    assert names(context) == ["Tern", "Kite", "Gull", "Old Tern"]
    assert {link.label: link.count for link in context["tabs"]} == {"Open": 3, "Long": 2}
    assert names(asked("find=tern&closed=on&sort=-metres")) == ["Old Tern", "Tern"]
    assert {link.label: link.count for link in asked("find=kite")["tabs"]} == {"Open": 1, "Long": 1}


def test_a_tab_shows_what_it_counts_and_a_cell_has_its_note():
    context = asked("view=long")

    assert names(context) == ["Kite"]
    assert [link.count for link in context["tabs"] if link.current] == [1]
    assert context["lines"][0].cells[1].note == "far too long"


def test_what_is_only_hidden_by_the_switches_is_one_link_away(monkeypatch):
    monkeypatch.setattr(Boats, "every_row", lambda self: BOATS[3:])

    context = asked()

    assert (names(context), context["is_any"]) == ([], True)
    assert names(asked(context["hidden_url"].partition("?")[2])) == ["Old Tern"]
