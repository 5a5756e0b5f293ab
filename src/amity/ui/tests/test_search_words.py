"""Words and texts are matched whatever their case and accents, in Python and in the database alike."""

import pytest

from amity.ui.search.words import (
    MOST_WORDS,
    begins,
    every_beginning,
    every_similar_word,
    every_word,
    folded,
    holds,
    stem,
    words_of,
)
from tests.builders import make_account

NAMES = ("Zürich Æther", "Größe & Söhne", "Łódź Ferry", "Osprey Rail", "Plain_50% (x)", "No one at Tessel")
CASES = (
    (["zurich"], "Zürich Æther"), (["ZÜRICH"], "Zürich Æther"), (["aether", "zu"], "Zürich Æther"),
    (["grosse"], "Größe & Söhne"), (["größe"], "Größe & Söhne"), (["lodz"], "Łódź Ferry"),
    (["rail", "osp"], "Osprey Rail"), (["50%"], "Plain_50% (x)"), (["(x"], "Plain_50% (x)"), (["_"], "Plain_50% (x)"),
    (["nobody", "at", "tessel"], "No one at Tessel"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("word", "found"), [("talking", "talk"), ("Cows", "cow"), ("worked", "work"), ("ring", "ring"), ("us", "us")]
)
def test_a_word_is_found_without_its_ending(word, found):
    assert stem(word) == found


def test_a_search_text_is_cut_into_a_few_words():
    assert words_of(" osprey · rail\x00site ") == ["osprey", "rail", "site"]
    assert len(words_of("a " * 60)) == MOST_WORDS


@pytest.mark.parametrize(("words", "name"), CASES)
def test_words_are_found_in_a_text(words, name):
    assert [one for one in NAMES if holds(one, words)] == [name]


def test_beginnings_are_those_of_words():
    assert begins("Osprey Rail", ["rail", "osp"])
    assert not begins("Osprey Rail", ["prey"])
    assert begins("No one at Tessel", ["nobody"])
    assert folded("ÉCLAIR") == "eclair"


@pytest.mark.django_db
@pytest.mark.parametrize(("words", "name"), CASES)
def test_the_database_finds_the_same(words, name):
    rows = type([make_account(one) for one in NAMES][-1]).objects
    found = rows.filter(every_word(words, "name", "manager__name"))

    assert list(found.values_list("name", flat=True)) == [name]


@pytest.mark.django_db
def test_the_database_tells_beginnings_from_other_places():
    make_account("Monorail")
    rows = type(make_account("Osprey Rail")).objects

    assert [one.name for one in rows.filter(every_beginning(["rail"], "name"))] == ["Osprey Rail"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("ospry", ["Osprey"]), ("ospprey", ["Osprey"]), ("osprex", ["Osprey"]), ("opsrey", ["Osprey"]),
        ("zurcih", ["Zürich"]), ("zürihc", ["Zürich"]), ("psprey", []), ("osprax", []),
    ],
)  # fmt: skip
def test_one_letter_behind_the_first_may_be_wrong(typed, names):
    rows = type([make_account(one) for one in ("Osprey", "Zürich", "Rail")][-1]).objects

    assert [one.name for one in rows.filter(every_similar_word(words_of(typed), "name"))] == names


@pytest.mark.django_db
def test_a_short_word_is_taken_as_it_is():
    rows = type([make_account(one) for one in ("Rail", "Road (x)")][-1]).objects

    assert list(rows.filter(every_similar_word(["rial"], "name"))) == []
    assert [one.name for one in rows.filter(every_similar_word(["road", "(x)"], "name"))] == ["Road (x)"]
