"""The findings document: one A4 page whatever it contains, accessible, and no amount without the right."""

import json

import pytest
import typst

from amity.reports.overview import document
from amity.reports.report_model import Bar, MissingFact, Page, Tick, WordedFinding
from amity.shared import typesetting
from amity.shared.money import Money

LONG = "An extraordinarily long name of a project that somebody typed without mercy, #strong[not] $markup$ " * 4


def made(count: int, name: str = "Cardiff", **more: object) -> Page:
    ticks = tuple(Tick("item", number, 1, name, name) for number in range(12))
    bars = (Bar(name, "€1", 40, 50, "a"), Bar(name, "€2", 100, 50, "w"))
    one = WordedFinding(
        "past_cap", name, name, name, name, (name, name), (), Money(123_456, "EUR"), 0, name, False, bars, ticks
    )
    asked = tuple(MissingFact("margin", name, name) for _ in range(7))
    basis = tuple((label, name) for label in ("Rows", "Time", "No cost", "No price", "Pay known", "Cost level"))
    return Page(name, name, "Five findings", (one,) * count, 0, asked, basis, name, name)


@pytest.mark.parametrize(("count", "name"), [(0, "Cardiff"), (5, "Cardiff"), (5, LONG)])
def test_it_is_one_page_even_with_long_names(count, name):
    assert typesetting.page_count(document.pdf(made(count, name))) == 1


def test_what_was_typed_is_text_and_never_source():
    headings = typst.query(
        str(document.SOURCE),
        "heading.where(level: 1)",
        field="body",
        one=True,
        root=str(document.SOURCE.parent),
        sys_inputs={"data": json.dumps(document.content(made(1, "#panic() $x$")))},
    )

    assert "#panic() $x$" in headings


def test_a_hidden_amount_is_not_in_the_document():
    hidden = WordedFinding(
        "past_cap", "It ran past its cap", "", seconds=3600, hidden=True, amount_note="that no one pays for"
    )
    page = Page("T", "", "One finding", (hidden,), 0, (), (), "", "")

    assert document.content(page)["findings"][0]["amount"] == ""


def test_it_is_marked_as_accessible_and_has_a_title():
    pdf = document.pdf(made(1))

    assert b"pdfuaid:part" in pdf
    assert b"Cardiff" in pdf
