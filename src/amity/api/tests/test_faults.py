"""Validation errors have translatable sentences of our own. Unknown ones have the library's."""

import pytest
from pydantic import TypeAdapter, ValidationError

from amity.api.validation_words import SENTENCES, sentence


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ({"type": "missing", "msg": "Field required"}, "This value is required."),
        ({"type": "string_too_long", "msg": "", "ctx": {"max_length": 200}}, "Too long: at most 200 characters."),
        ({"type": "greater_than_equal", "msg": "", "ctx": {"ge": 0}}, "Must be 0 or more."),
        ({"type": "date_from_datetime_inexact", "msg": ""}, "Must be a date, for example 2026-11-23."),
        (
            {"type": "value_error", "msg": "Value error, Must not contain null characters."},
            "Must not contain null characters.",
        ),
        ({"type": "of_tomorrow", "msg": "As the library says"}, "As the library says"),
        ({"type": "less_than", "msg": "Without its bound"}, "Without its bound"),
    ],
)
def test_a_fault_has_its_sentence(fault, said):
    assert sentence(fault) == said


def test_the_kinds_named_are_kinds_of_the_library():
    with pytest.raises(ValidationError) as refusal:
        TypeAdapter(int).validate_python("many")

    assert [one["type"] for one in refusal.value.errors()] == ["int_parsing"]
    assert "int_parsing" in SENTENCES
