"""Reading values of a request."""

import pytest
from django.http import QueryDict

from amity.shared.errors import Invalid
from amity.shared.numbers import LARGEST, whole_number
from amity.ui.asked import Asked


def asked(query: str) -> Asked:
    return Asked(QueryDict(query))


@pytest.mark.parametrize(
    "text", ["²", "-1", str(10**30), str(LARGEST + 1), "1\x00", " 1", "1.0", "٣", "", "x" * 100_000]
)
def test_what_no_column_holds_is_no_number(text):
    assert whole_number(text) is None


def test_a_number_is_read_up_to_what_a_column_holds():
    assert whole_number(str(LARGEST)) == LARGEST
    assert asked("version=7").whole("version") == 7
    assert asked("version=%C2%B2").whole("version") == 0


def test_of_two_values_where_one_is_meant_the_last_counts():
    assert asked("version=1&version=2").whole("version") == 2
    assert asked("words=a&words=b").text("words") == "b"


def test_numbers_of_a_list_leave_out_what_is_none():
    assert asked("project=3&project=%C2%B2&project=-1&project=4").wholes("project") == [3, 4]


@pytest.mark.parametrize("query", ["words=a%00b", "words=" + "x" * 301])
def test_a_text_is_refused_whole_and_never_shortened(query):
    with pytest.raises(Invalid) as fault:
        asked(query).text("words", 300)

    assert fault.value.field == "words"


def test_a_choice_is_one_of_those_offered():
    assert asked("go=up").choice("go", ("up", "down")) == "up"
    assert asked("go=away").choice("go", ("up", "down"), "down") == "down"


def test_a_day_is_read_or_there_is_none():
    assert str(asked("on=2026-11-23").day("on")) == "2026-11-23"
    assert asked("on=2026-02-30").day("on") is None
