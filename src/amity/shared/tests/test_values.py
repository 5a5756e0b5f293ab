"""Values with limits."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

import pytest

from amity.shared.errors import Invalid
from amity.shared.values import Decimals, Hours, OneOf, Text, Whole, tidied


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


def test_a_line_loses_its_spare_space_and_a_text_keeps_its_lines():
    assert tidied(Guest("client", "  Ann   Lee ", " one\n two ")) == Guest("client", "Ann Lee", "one\n two")


@pytest.mark.parametrize(
    ("guest", "field"),
    [
        (Guest("supplier", "Ann"), "side"),
        (Guest("client", "   "), "name"),
        (Guest("client", "Ann Lee the Third"), "name"),
        (Guest("client", "Ann", "x" * 21), "note"),
        (Guest("client", "Ann", seats=10), "seats"),
        (Guest("client", "Ann", seconds=-1), "seconds"),
        (Guest("client", "Ann", weight=Decimal("1000")), "weight"),
    ],
)
def test_what_exceeds_a_limit_is_refused_at_its_field(guest, field):
    with pytest.raises(Invalid) as refused:
        tidied(guest)

    assert refused.value.field == field


def test_a_text_that_is_missing_can_be_asked_for_in_its_own_sentence():
    with pytest.raises(Invalid) as refused:
        tidied(Guest("client", "Ann", diet=" "))

    assert (refused.value.field, refused.value.sentence) == ("diet", "Enter what they eat.")
