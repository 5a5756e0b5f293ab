"""Values with limits."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Annotated

import pytest

from amity.shared.errors import Invalid
from amity.shared.values import (
    Currency,
    Decimals,
    Figure,
    Hours,
    OneOf,
    Text,
    Whole,
    flat,
    stated,
    tidied,
    value_of,
    write,
)


@dataclass(frozen=True, slots=True)
class Guest:
    side: Annotated[str, OneOf(("client", "agency"))]
    name: Annotated[str, Text(10, needed=True)]
    note: Annotated[str, Text(20, lines=True)] = ""
    seats: Annotated[int | None, Whole(1, 9)] = None
    is_key: bool = False
    seconds: Annotated[int | None, Hours()] = None
    weight: Annotated[Decimal | None, Decimals(5, 2)] = None
    diet: Annotated[str, Text(9, needed="Enter what they eat.")] = "any"
    drink: Annotated[str, OneOf(("tea", "water"), needed=False)] = ""
    languages: tuple[str, ...] = ()


def test_a_line_loses_its_spare_space_and_a_text_keeps_its_lines():
    assert tidied(Guest("client", "  Ann   Lee ", " one\n two ")) == Guest("client", "Ann Lee", "one\n two")


@pytest.mark.parametrize(
    ("guest", "at"),
    [
        (Guest("supplier", "Ann"), "side"),
        (Guest("client", "   "), "name"),
        (Guest("client", "Ann Lee the Third"), "name"),
        (Guest("client", "Ann", "x" * 21), "note"),
        (Guest("client", "Ann", seats=10), "seats"),
        (Guest("client", "Ann", seconds=-1), "seconds"),
        (Guest("client", "Ann", weight=Decimal("1000")), "weight"),
        (Guest("client", "Ann", drink="wine"), "drink"),
    ],
)
def test_what_exceeds_a_limit_is_refused_at_its_field(guest, at):
    with pytest.raises(Invalid) as refused:
        tidied(guest)

    assert refused.value.field == at


def test_a_choice_that_is_not_needed_can_be_blank_and_a_list_becomes_a_tuple():
    row = SimpleNamespace(**{**flat(Guest("client", "Ann")), "languages": ["de", "fr"]})

    assert tidied(value_of(row, Guest)) == Guest("client", "Ann", languages=("de", "fr"))


def test_a_text_that_is_missing_can_be_asked_for_in_its_own_sentence():
    with pytest.raises(Invalid) as refused:
        tidied(Guest("client", "Ann", diet=" "))

    assert (refused.value.field, refused.value.sentence) == ("diet", "Enter what they eat.")


@dataclass(frozen=True, slots=True)
class Source:
    """A value within a value."""

    stated_by_id: int | None = None
    stated_on: date | None = None
    words: Annotated[str, Text(10)] = ""


@dataclass(frozen=True, slots=True)
class Price:
    """A value with its source."""

    figure: Annotated[Decimal | None, Figure(2, 3)]
    currency: Annotated[str | None, Currency()] = None
    source: Source = field(default_factory=Source)


def test_a_value_within_a_value_has_its_fields_beside_the_others():
    price = Price(Decimal(5), source=Source(3, words=" plainly "))

    assert list(stated(Price)) == ["figure", "currency", "stated_by_id", "stated_on", "words"]
    assert tidied(price).source.words == "plainly"
    assert flat(price) == {"figure": 5, "currency": None, "stated_by_id": 3, "stated_on": None, "words": " plainly "}


def test_a_value_is_read_from_a_row_and_written_to_it():
    row = SimpleNamespace(figure=Decimal(5), currency=None, stated_by_id=3, stated_on=None, words="plainly")
    write(Price(Decimal(6), source=Source(4)), row)

    assert value_of(row, Price) == Price(Decimal(6), source=Source(4))


@pytest.mark.parametrize("figure", ["1000", "0.125", "-1000"])
def test_a_figure_with_too_many_digits_is_refused(figure):
    with pytest.raises(Invalid) as refused:
        tidied(Price(Decimal(figure)))

    assert refused.value.field == "figure"


def test_a_currency_is_one_of_the_tables():
    assert tidied(Price(None, "JPY")).currency == "JPY"
    with pytest.raises(Invalid) as refused:
        tidied(Price(None, "XXY"))

    assert refused.value.field == "currency"
