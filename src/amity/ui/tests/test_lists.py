"""A declared list: pages by key, refuses what it doesn't know, and shows money only to those who can see it."""

import csv
import io
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import django_filters
import pytest
from django.test import RequestFactory

from amity.shared.actor import Actor
from amity.shared.money import Money
from amity.shared.permission import MoneyRight
from amity.ui.lists import Column, ListPage
from amity.ui.lists.columns import harmless
from amity.ui.lists.keyset import Order
from amity.ui.models import SubmittedForm

pytestmark = pytest.mark.django_db
MARA = Actor("person", 1, "Mara", "page")


class Filters(django_filters.FilterSet):
    nonce = django_filters.CharFilter(lookup_expr="icontains")

    class Meta:
        model = SubmittedForm
        fields = ("nonce",)


class Forms(ListPage):
    key = "forms"
    title = "Forms"
    order = Order("nonce")
    filters = Filters
    empty = ("No forms yet", "")
    columns = (
        Column(key="nonce", label="Nonce", sort="nonce"),
        Column(key="person_id", label="Number", kind="number", sort="person_id"),
        Column(
            key="cost", label="Cost", kind="money", sort="person_id", right=MoneyRight.COST,
            value=lambda row: Money(777_000 + row.person_id, "EUR"),
        ),
    )  # fmt: skip

    def rows(self, actor):
        return SubmittedForm.objects.all()


@pytest.fixture(autouse=True)
def many():
    at = datetime(2026, 11, 25, tzinfo=UTC)
    rows = [SubmittedForm(nonce=f"n{number:03}", person_id=number % 7, at=at) for number in range(120)]
    SubmittedForm.objects.bulk_create(rows)


def _sign_in(request: Any, right: MoneyRight) -> None:
    request.actor, request.user = MARA, SimpleNamespace(money_right=right, is_authenticated=False)


def ask(query: str = "", right: MoneyRight = MoneyRight.COST, headers: dict[str, str] | None = None):
    request = RequestFactory().get(f"/forms/{query}", headers=headers)
    _sign_in(request, right)
    return Forms.as_view()(request)


def context(query: str, right: MoneyRight = MoneyRight.COST) -> dict[str, Any]:
    request = RequestFactory().get(f"/forms/{query}")
    _sign_in(request, right)
    view = Forms()
    view.setup(request)
    return view.context()


@pytest.mark.parametrize("sort", ["", "?sort=-nonce", "?sort=person_id", "?sort=-person_id"])
def test_following_next_meets_every_row_once_in_order(sort):
    seen, query = [], sort
    while True:
        page = context(query)
        seen += [line.row for line in page["lines"]]
        if not page["next_url"]:
            break
        query = page["next_url"].removeprefix("/forms/")

    assert len(seen) == 120
    assert len({row.pk for row in seen}) == 120
    field = sort.removeprefix("?sort=").lstrip("-") or "nonce"
    values = [getattr(row, field) for row in seen]
    assert values == sorted(values, reverse="-" in sort)


def test_a_parameter_no_one_knows_is_named():
    html = ask("?bogus=1&nonce=n00").content.decode()

    assert "“bogus”" in html
    assert "10 found" in html


def test_a_filter_longer_than_any_text_is_refused_in_its_field_and_narrows_nothing():
    found = context(f"?nonce={'x' * 100_000}")

    assert found["form"].errors.as_data()["nonce"][0].code == "max_length"
    assert found["count"] == 120


def test_a_broken_place_starts_again_and_says_so():
    page = context("?after=%00rubbish")

    assert len(page["lines"]) == 50
    assert page["warnings"]


def test_without_the_right_the_column_is_left_out_and_its_order_is_not_on_offer():
    html = ask("?sort=cost", MoneyRight.TARGET).content.decode()

    assert "Cost" not in html
    assert "noright" not in html
    assert "7,77" not in html
    assert "can’t be sorted by “cost”" in html


def test_the_file_leaves_out_columns_without_right():
    poor = b"".join(ask("?export=csv", MoneyRight.NONE)).decode()
    rich = b"".join(ask("?export=csv")).decode("utf-8-sig")

    assert "Cost" not in poor
    assert next(csv.reader(io.StringIO(rich))) == ["Nonce", "Number", "Cost", "Cost ¤"]
    assert "n001,1,7770.01,EUR" in rich


@pytest.mark.parametrize("text", ["=cmd", "+1", "-1", "@x", "\tx"])
def test_text_in_a_file_never_becomes_a_formula(text):
    assert harmless(text) == f"'{text}"


def test_htmx_gets_the_fragment_and_everybody_else_the_page():
    fragment = ask(headers={"HX-Request": "true", "HX-Target": "list-forms"}).content.decode()

    assert "<html" not in fragment
    assert 'id="list-forms"' in fragment
    assert "<html" in ask().content.decode()
