"""A list that opens on what is one's own and open, with tabs that count, and orders no database can give."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import django_filters
import pytest
from django.db import connection
from django.db.models import Q
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from amity.shared.actor import Actor
from amity.shared.permission import MoneyRight
from amity.ui.lists import Column
from amity.ui.lists.keyset import Order
from amity.ui.lists.scoped import CALCULATED, ScopedList
from amity.ui.lists.tabs import Tab
from amity.ui.models import SubmittedForm

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 25, tzinfo=UTC)


class Filters(django_filters.FilterSet):
    nonce = django_filters.CharFilter(lookup_expr="icontains")
    state = django_filters.CharFilter(field_name="nonce", lookup_expr="startswith")

    class Meta:
        model = SubmittedForm
        fields = ("nonce",)


class Forms(ScopedList):
    """Forms of person 1 are their own, those that begin with an x are over."""

    key = "forms"
    title = "Forms"
    order = Order("nonce")
    filters = Filters
    whose = ("Mine", "All")
    over = Q(nonce__startswith="x")
    tabs = (Tab(key="seven", label="Seven", passes=lambda today: Q(nonce__endswith="7")),)
    columns = (
        Column(key="nonce", label="Nonce", sort="nonce"),
        Column(key="backwards", label="Backwards", sort=f"{CALCULATED}backwards", value=lambda row: row.nonce[::-1]),
    )

    def rows(self, actor):
        return SubmittedForm.objects.all()

    def mine(self, actor):
        return Q(person_id=actor.person_id)

    def calculated(self, name, rows):
        return {key: None if nonce == "a0" else nonce[::-1] for key, nonce in rows.values_list("pk", "nonce")}


@pytest.fixture(autouse=True)
def rows():
    names = [(f"a{number}", 1) for number in range(12)] + [("x1", 1), ("b7", 2), ("b8", 2)]
    SubmittedForm.objects.bulk_create([SubmittedForm(nonce=name, person_id=owner, at=AT) for name, owner in names])


def asked(query="", person=1):
    """The list as a person asks for it."""
    request: Any = RequestFactory().get(f"/?{query}")
    request.actor = Actor("person", person, "Mara", "page")
    request.user = SimpleNamespace(money_right=MoneyRight.NONE, is_authenticated=False)
    found = Forms()
    found.setup(request)
    return found.context()


def names(context):
    return [line.row.nonce for line in context["lines"]]


def test_it_opens_on_ones_own_open_rows_and_on_all_for_who_has_none():
    assert len(names(asked())) == 12
    assert {"x1", "b7"}.isdisjoint(names(asked()))
    assert "b7" in names(asked(person=3))


def test_switches_show_others_and_what_is_over_and_so_does_a_state():
    assert "b7" in names(asked("whose=all"))
    assert "x1" in names(asked("closed=on"))
    assert names(asked("state=x")) == ["x1"]
    assert names(asked("whose=mine", person=3)) == []


def test_a_tab_counts_the_open_rows_that_pass_the_filters_and_shows_them():
    counts = {link.label: link.count for link in asked("whose=all")["tabs"]}

    assert counts == {"Open": 14, "Seven": 2}
    assert names(asked("whose=all&view=seven")) == ["a7", "b7"]
    assert {link.label: link.count for link in asked("nonce=b&whose=all")["tabs"]} == {"Open": 2, "Seven": 1}


@pytest.mark.parametrize("view", ["", "view=seven&"])
@pytest.mark.parametrize("whose", ["mine", "all"])
@pytest.mark.parametrize("more", ["", "&closed=on", "&nonce=7", "&state=x"])
def test_the_number_of_rows_is_that_of_the_rows_shown_without_a_query_of_its_own(view, whose, more):
    SubmittedForm.objects.create(nonce="x7", person_id=2, at=AT)
    with CaptureQueriesContext(connection) as queries:
        found = asked(f"{view}whose={whose}{more}")

    assert found["count"] == len(found["lines"])
    counts = [one["sql"] for one in queries if "COUNT(*)" in one["sql"]]
    assert len(counts) == (not view and more in ("&closed=on", "&state=x"))


def test_a_calculated_order_sorts_all_rows_pages_through_them_and_puts_the_unknown_last(monkeypatch):
    monkeypatch.setattr("amity.ui.lists.page.PAGE_SIZE", 5)
    met, query = [], "sort=-backwards"
    while query:
        context = asked(query)
        met += names(context)
        query = context["next_url"].partition("?")[2]

    assert met == [*sorted((f"a{number}" for number in range(1, 12)), key=lambda name: name[::-1], reverse=True), "a0"]
    assert "isn’t valid" in asked("sort=-backwards&after=nothing")["warnings"][-1]


def test_what_is_only_hidden_by_the_switches_is_one_link_away():
    SubmittedForm.objects.exclude(nonce="x1").delete()

    context = asked()

    assert names(context) == []
    assert "closed=on" in context["hidden_url"]
    assert names(asked(context["hidden_url"].partition("?")[2])) == ["x1"]


def test_rows_that_are_not_shown_cost_no_query():
    counted = []
    for time in range(2):
        with CaptureQueriesContext(connection) as queries:
            asked("sort=-backwards")
        counted.append(len(queries))
        SubmittedForm.objects.bulk_create([SubmittedForm(nonce=f"c{time}-{n}", person_id=1, at=AT) for n in range(200)])
    assert counted[0] == counted[1]
