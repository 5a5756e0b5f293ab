"""REST bodies and responses made from values with limits."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Annotated

import pytest
from pydantic import ValidationError

from amity.api.shapes import Answered, Body, Id, Version, merged
from amity.shared.values import Decimals, Figure, Hours, OneOf, Text, Whole


@dataclass(frozen=True, slots=True)
class Guest:
    side: Annotated[str, OneOf(("client", "agency"))]
    name: Annotated[str, Text(10, needed=True)]
    note: Annotated[str, Text(20, lines=True)] = ""
    comes_on: date | None = None
    table_id: int | None = None
    seconds: Annotated[int | None, Hours()] = None
    weight: Annotated[Decimal | None, Decimals(5, 2)] = None


class NewGuestOfATest(Body, value=Guest):
    """Request body: a guest to invite."""

    version: Version


class GuestEditOfATest(Body, value=Guest, edits=True):
    """Request body: the fields of a guest to change."""


class GuestShapeOfATest(Answered, value=Guest):
    """A guest."""

    id: Id


def test_a_body_takes_limits_and_defaults_from_the_value():
    schema = NewGuestOfATest.model_json_schema()["properties"]

    assert (schema["name"]["minLength"], schema["name"]["maxLength"]) == (1, 10)
    assert schema["side"]["enum"] == ["client", "agency"]
    assert (schema["note"]["maxLength"], schema["note"]["default"]) == (20, "")
    sent = {"version": 1, "side": "client", "name": "Ann"}
    assert NewGuestOfATest.model_validate(sent).as_value(Guest) == Guest("client", "Ann")


@pytest.mark.parametrize(
    "wrong",
    [
        {"side": "supplier"},
        {"name": ""},
        {"name": "x" * 11},
        {"more": 1},
        {"comes_on": "1066-10-14"},
        {"table_id": 0},
        {"seconds": -1},
        {"weight": "1.005"},
        {"weight": "-1"},
    ],
)
def test_a_body_refuses_what_the_value_does(wrong):
    with pytest.raises(ValidationError):
        NewGuestOfATest(**{"version": 1, "side": "client", "name": "Ann"} | wrong)


def test_an_answer_shows_every_field_of_the_value():
    names = ["id", "side", "name", "note", "comes_on", "table_id", "seconds", "weight"]

    assert list(GuestShapeOfATest.model_fields) == names
    assert GuestShapeOfATest.of(Guest("client", "Ann"), id=7, note="") == dict(
        zip(names, [7, "client", "Ann", "", None, None, None, None], strict=True)
    )


def test_days_and_figures_are_sent_as_json():
    sent = {"side": "client", "name": "Ann", "comes_on": "2026-11-27", "weight": "1.5", "version": 1}
    guest = NewGuestOfATest.model_validate(sent).as_value(Guest)

    assert (guest.comes_on, guest.weight) == (date(2026, 11, 27), Decimal("1.5"))


def test_an_edit_changes_only_what_it_names():
    ann = Guest("client", "Ann", "vegan", date(2026, 11, 27))
    edit = GuestEditOfATest.model_validate({"name": "Anna", "comes_on": None, "side": None})

    assert merged(ann, edit) == Guest("client", "Anna", "vegan")


def test_null_clears_a_text_that_can_be_blank_and_no_other():
    edit = GuestEditOfATest.model_validate({"name": None, "note": None})

    assert merged(Guest("client", "Ann", "vegan"), edit) == Guest("client", "Ann")


@dataclass(frozen=True, slots=True)
class Seat:
    table: Annotated[int | None, Whole(1, 9)] = None


@dataclass(frozen=True, slots=True)
class Booking:
    change: Annotated[Decimal | None, Figure(2)] = None
    seat: Seat = Seat(1)


class NewBookingOfATest(Body, value=Booking):
    """A table to book."""


class BookingEditOfATest(Body, value=Booking, edits=True):
    """Request body: the fields of a booking to change."""


class BookingShapeOfATest(Answered, value=Booking):
    """A booking."""


def test_a_body_reads_a_figure_and_a_value_within_the_value():
    booked = NewBookingOfATest.model_validate({"change": "-12.50", "table": 4}).as_value(Booking)

    assert booked == Booking(Decimal("-12.5"), Seat(4))


@pytest.mark.parametrize("wrong", [{"change": "12.505"}, {"change": 1}, {"table": 10}])
def test_a_body_refuses_a_figure_or_an_inner_field_beyond_its_limit(wrong):
    with pytest.raises(ValidationError):
        NewBookingOfATest.model_validate(wrong)


def test_an_edit_reaches_the_value_within_the_value():
    edit = BookingEditOfATest.model_validate({"change": None, "table": 5})

    assert merged(Booking(Decimal(5), Seat(4)), edit) == Booking(None, Seat(5))


def test_an_answer_shows_figures_as_text_without_trailing_zeros():
    row = SimpleNamespace(change=Decimal("12.5000"), table=4)

    assert BookingShapeOfATest(**BookingShapeOfATest.of(row)).model_dump()["change"] == "12.5"


class QuickBookingOfATest(Body, value=Booking, without=("change",)):
    """A table to book at once."""


def test_what_a_body_is_without_has_its_default():
    assert QuickBookingOfATest.model_validate({"table": 2}).as_value(Booking) == Booking(None, Seat(2))
    with pytest.raises(ValidationError):
        QuickBookingOfATest.model_validate({"change": "1"})
