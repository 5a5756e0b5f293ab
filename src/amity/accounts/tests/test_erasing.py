"""The words of an erased person: which are replaced in a text, and which are left alone."""

import pytest

from amity.accounts.erasure.rules import without, words

DANA = words(["Dana Whitlock", "Whitlock"], ["dana@osprey.example", "+44 20 7946 0018", "218"], "Former contact")


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Dana Whitlock called.", "Former contact called."),
        ("DANA\nWHITLOCK", "Former contact"),
        ("Dana Whitlocks Wunsch", "Former contacts Wunsch"),
        ("Jordana Whitlocke", "Jordana Whitlocke"),
        ("Write to dana@osprey.example or +44 20 7946 0018, extension 218.", "Write to … or …, extension 218."),
        ("dana@osprey.example", ""),
        ("Whitlock", "Former contact"),
        ("Ask Whitlock", "Ask Whitlock"),
    ],
)
def test_words_are_replaced_whole(text, after):
    assert without(text, DANA) == after


def test_json_keeps_its_shape():
    assert without({"who": ["Dana Whitlock", 3, None]}, DANA) == {"who": ["Former contact", 3, None]}


def test_a_column_that_is_too_short_gets_less_rather_than_losing_its_end():
    assert without("by Dana Whitlock", DANA, 16) == "by …"
    assert without("Dana Whitlock", DANA, 13) == "…"
