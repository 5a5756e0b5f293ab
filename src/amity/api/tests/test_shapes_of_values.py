"""REST bodies and answers made from values with limits."""

from dataclasses import dataclass
from typing import Annotated

import pytest
from pydantic import ValidationError

from amity.api.shapes import Answered, Body, Id, Version
from amity.shared.values import OneOf, Text


@dataclass(frozen=True, slots=True)
class Guest:
    side: Annotated[str, OneOf(("client", "agency"))]
    name: Annotated[str, Text(10, needed=True)]
    note: Annotated[str, Text(20, lines=True)] = ""


class NewGuestOfATest(Body, value=Guest):
    """Somebody to invite."""

    version: Version


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


@pytest.mark.parametrize("wrong", [{"side": "supplier"}, {"name": ""}, {"name": "x" * 11}, {"more": 1}])
def test_a_body_refuses_what_the_value_does(wrong):
    with pytest.raises(ValidationError):
        NewGuestOfATest(**{"version": 1, "side": "client", "name": "Ann"} | wrong)


def test_an_answer_shows_every_field_of_the_value():
    assert list(GuestShapeOfATest.model_fields) == ["id", "side", "name", "note"]
