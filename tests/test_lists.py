"""Every list of the product: its numbers sort over all rows, and what it opens on is what its tabs count."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.forms import CharField, ChoiceField, Field
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django_filters import CharFilter

from amity.accounts import places
from amity.monitoring.models import ClientInput, InputChase
from amity.people import rules as roles
from amity.ui.lists.columns import NUMERIC
from amity.ui.lists.page import ListPage
from amity.ui.lists.scoped import ScopedList
from tests.builders import MONDAY, make_person


def lists(resolver: URLResolver | None = None, before: str = "/") -> Iterator[tuple[str, type[ListPage]]]:
    """Yield every list with its address."""
    for entry in (resolver or get_resolver("amity.config.urls")).url_patterns:
        address = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from lists(entry, address)
        elif isinstance(entry, URLPattern):
            found = getattr(entry.callback, "view_class", None)
            if found is not None and issubclass(found, ListPage):
                yield address, found


LISTS = sorted(lists(), key=lambda pair: pair[0])


def test_every_number_of_a_list_sorts():
    numbers = [(address, column) for address, found in LISTS for column in found.columns if column.numeric]

    assert len(LISTS) > 7
    assert [(address, column.key) for address, column in numbers if not column.sort] == []


def test_every_number_that_parts_add_to_the_list_of_accounts_sorts():
    numbers = [entry for entry in places.columns.entries if isinstance(entry, places.AccountColumn)]
    money = [entry for entry in numbers if entry.kind == "money"]

    assert numbers
    assert [entry.key for entry in money if entry.order_of is None] == []


ENTERED = "Someone entered it in the row's own form."
COUNTED = "A count of what the row's page lists."
OF_A_DATE = "The days since a date in the same row."
SHUT: dict[tuple[str, str], str] = {
    **dict.fromkeys([("accounts", "target"), ("work", "target"), ("work", "budget")], ENTERED),
    **dict.fromkeys([("estimates", "seconds"), ("people", "weekly_seconds")], ENTERED),
    **dict.fromkeys([("opportunities", "value"), ("opportunities", "probability")], ENTERED),
    **dict.fromkeys([("expenses", "amount"), ("expenses", "billed"), ("time", "seconds")], ENTERED),
    **dict.fromkeys([("actions", "days_late"), ("inputs", "days_late"), ("invoices", "overdue")], OF_A_DATE),
    **dict.fromkeys([("accounts", "contact_count"), ("accounts", "jobs"), ("accounts", "late")], COUNTED),
    **dict.fromkeys([("expenses", "receipts"), ("inputs", "chase_count"), ("outbox", "attempts")], COUNTED),
    **dict.fromkeys([("imports", "rows"), ("imports", "new"), ("imports", "seconds")], COUNTED),
    ("handoffs", "number"): "The number of a hand-off is its name.",
    ("time", "cost"): "The entry's own time at the rate in force when it was logged.",
    ("time", "value"): "The entry's own time at the rate in force when it was logged.",
    ("expenses", "cost"): "The expense's own amount at the exchange rate of its date.",
}
"""Figures of lists that open nothing, by list and column, each with its reason."""


def test_every_number_of_a_list_opens_what_it_is_made_of():
    columns: list[tuple[str, Any]] = [
        (found.key, column) for _address, found in LISTS for column in found.columns if column.numeric
    ]
    added = [entry for entry in places.columns.entries if isinstance(entry, places.AccountColumn)]
    columns += [("accounts", entry) for entry in added if entry.kind in NUMERIC]
    shut = {(key, column.key) for key, column in columns if column.why is None and column.link is None}

    assert sorted(shut - SHUT.keys()) == [], "give it `why` or `link`, or a reason in SHUT"
    assert sorted(SHUT.keys() - shut) == [], "it opens now"


UNSEARCHED: dict[str, str] = {
    "time": "It filters by person, account, project and dates.",
    "expenses": "It filters by person, account, project and dates, as the list of time does.",
    "months": "There are as many rows as months.",
    "status_questions": "Its rows have no words of their own, only a kind and an outcome.",
}
"""Lists without a field to search in, each with its reason."""


def is_searched(found: type[ListPage]) -> bool:
    """Return whether a list has a field for words."""
    fields = list(found.filters.base_filters.values()) if found.filters else []
    form = getattr(found, "filter_class", None)
    typed = form is not None and not hasattr(found, "whose") and any(map(is_text, form.base_fields.values()))
    return bool(found.find) or typed or any(type(field) is CharFilter for field in fields)


def is_text(field: Field) -> bool:
    """Return whether a field of a form is one that words are typed in."""
    return isinstance(field, CharField) and not field.widget.is_hidden


def test_every_list_has_a_field_to_search_in():
    unsearched = {found.key for _address, found in LISTS if not is_searched(found)}

    assert unsearched == UNSEARCHED.keys(), "give it `find` or a filter for words, or a reason in UNSEARCHED"


@pytest.mark.django_db
def test_a_list_answers_in_every_order_and_shows_on_a_tab_what_it_counts(mara, site):
    account = site.account
    for number in range(3):
        asked = ClientInput.objects.create(
            account=account, what=f"Photos {number}", asked_on=MONDAY, due_on=MONDAY, added_at=MONDAY, changed_at=MONDAY
        )
        InputChase.objects.bulk_create(
            [
                InputChase(
                    input=asked,
                    account_id=asked.account_id,
                    chased_on=MONDAY,
                    channel="mail",
                    by_label="Mara",
                    at=MONDAY,
                )
                for _n in range(number)
            ]
        )
    client = Client()
    failed: list[tuple[str, str, object]] = []
    client.force_login(mara)
    for address, found in LISTS:
        views = ["open", *(tab.key for tab in found.tabs)] if issubclass(found, ScopedList) and found.tabs else []
        sorts = [f"sort=-{column.key}" for column in found.columns if column.sort]
        for query in (*sorts, *(f"view={view}" for view in views), "closed=on&whose=all"):
            page = client.get(f"{address}?{query}")
            if page.status_code not in (200, 403, 404):
                failed.append((address, query, page.status_code))
            if query.startswith("view=") and page.status_code == 200:
                counts = {link.url.partition("view=")[2].partition("&")[0]: link.count for link in page.context["tabs"]}
                if counts[query.removeprefix("view=")] != page.context["count"]:
                    failed.append((address, query, counts))
    assert failed == []


@pytest.mark.django_db
def test_no_list_shows_markup_as_text(site):
    client = Client()
    client.force_login(make_person("Everyone", *roles.ROLES))
    drawn = {address: client.get(address, follow=True) for address, _found in LISTS}

    assert sum(page.status_code == 200 for page in drawn.values()) > 15
    assert [address for address, page in drawn.items() if "&lt;time" in page.text or "&lt;span" in page.text] == []


@pytest.mark.django_db
def test_a_filter_swaps_the_card_of_every_list_and_nothing_else(site):
    client = Client()
    client.force_login(make_person("Everyone", *roles.ROLES))
    failed: list[tuple[str, int]] = []
    shown = [(address, found) for address, found in LISTS if client.get(address).status_code == 200]
    for address, found in shown:
        part = client.get(address, headers={"HX-Request": "true", "HX-Target": f"list-{found.key}"})
        text = part.content.decode()
        if part.status_code != 200 or f'id="list-{found.key}"' not in text or "<html" in text:
            failed.append((address, part.status_code))
    assert failed == []
    assert len(LISTS) - len(shown) <= 1, "only the list of rights, which is off, has no page"


@pytest.mark.django_db
def test_each_filter_of_a_list_shows_its_name_within_its_field(site):
    client = Client()
    client.force_login(make_person("Everyone", *roles.ROLES))
    nameless: list[tuple[str, str]] = []
    for address, _found in LISTS:
        context = client.get(address).context or {}
        fields = form.visible_fields() if (form := context.get("form")) else []
        texts = [field for field in fields if getattr(field.field.widget, "input_type", "") in ("text", "search")]
        selects = [field for field in fields if isinstance(field.field, ChoiceField) and field.name != "whose"]
        firsts = [str(field.field.choices[0][1]) for field in selects]
        nameless += [(address, field.name) for field in texts if field.field.widget.attrs["placeholder"] != field.label]
        nameless += [
            (address, field.name)
            for field, first in zip(selects, firsts, strict=True)
            if " " not in first or firsts.count(first) > 1
        ]

    assert nameless == [], "the first option names the field, such as “All accounts”, and no other field has it"
