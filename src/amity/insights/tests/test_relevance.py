"""Relevance: several fields beat one, names are found whole, and decisions teach."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from amity.insights.relevance.learning import learned
from amity.insights.relevance.marks import Piece, marked
from amity.insights.relevance.rules import (
    COMPETITOR,
    GOAL,
    INDUSTRY,
    LEARNED,
    SERVICE,
    TOPIC,
    WEIGHTS,
    Corpus,
    Document,
    Profile,
    Term,
    scored,
)  # fmt: skip
from amity.insights.relevance.sketches import is_same_story, sketch
from amity.insights.relevance.tokens import tokens

FILLER = [Document.of(f"Notes number {n}", "garden weather music recipes holidays") for n in range(20)]


def score(title: str, *terms: tuple[str, str], text: str = "", learning: Mapping[str, float] | None = None) -> float:
    document = Document.of(title, text)
    profile = Profile([Term(words, name) for name, words in terms], learning or {})
    return scored(document, profile, Corpus.of([document, *FILLER])).points


def test_an_article_that_matches_several_fields_ranks_above_one_that_matches_one_often():
    terms = (TOPIC, "ticket app"), (COMPETITOR, "Westline"), (INDUSTRY, "rail")

    several = score("Westline ticket app for rail", *terms)
    often = score("Ticket app, ticket app", *terms, text="ticket app " * 30)

    assert several > often


def test_a_field_gives_at_most_its_weight():
    assert score("Ticket app", (TOPIC, "ticket app"), text="ticket app " * 500) < WEIGHTS[TOPIC]


def test_a_name_is_found_whole_or_not_at_all():
    assert score("New software for schools", (COMPETITOR, "Software Carpentry")) == 0
    assert score("Software Carpentry opens a school", (COMPETITOR, "Software Carpentry")) > 0


def test_one_word_of_a_long_goal_says_less_than_half_of_it():
    goal = (GOAL, "Sell a fifth of all tickets in the app by June")

    assert score("June weather", goal) < score("Tickets sell in the app", goal) / 3


def test_every_term_that_was_found_is_named_and_the_points_add_up():
    document = Document.of("Westline ticket app", "on rails")
    terms = [Term("Westline", COMPETITOR), Term("ticket app", TOPIC), Term("mobile payment", SERVICE)]

    found = scored(document, Profile(terms), Corpus.of([document, *FILLER]))

    assert {one.term for one in found.matches} == {"Westline", "ticket app"}
    assert found.points == pytest.approx(sum(one.points for one in found.matches))


def test_what_comes_back_among_kept_stories_is_learned_and_one_story_teaches_nothing():
    kept = [Document.of("Bilingual screens in Wales", ""), Document.of("Bilingual tickets launched", "")]
    dismissed = [Document.of("Football scores today", ""), Document.of("Football transfer news", "")]
    known = Corpus.of([*kept, *dismissed, *FILLER])

    taught = learned(kept, dismissed, known)

    assert taught[tokens("bilingual")[0]] > 0 > taught[tokens("football")[0]]
    assert tokens("Wales")[0] not in taught
    assert learned(kept[:1], [], known) == {}


def test_learned_words_move_a_story_up_and_down():
    liked, disliked = tokens("bilingual")[0], tokens("football")[0]
    plain = score("Westline bilingual football", (COMPETITOR, "Westline"))

    assert score("Westline bilingual football", (COMPETITOR, "Westline"), learning={liked: 0.5}) > plain
    assert score("Westline bilingual football", (COMPETITOR, "Westline"), learning={disliked: -0.5}) < plain
    assert LEARNED in WEIGHTS


WORDS = some.lists(some.sampled_from(["rail", "app", "fare", "storm", "garden", "fee"]), min_size=1, max_size=30)


@given(WORDS, WORDS, some.integers(1, 5))
def test_a_score_is_never_below_zero_and_a_term_never_lowers_it(title, text, number):
    terms = [(TOPIC, "rail"), (GOAL, "app fare"), (INDUSTRY, "storm"), (SERVICE, "fee"), (COMPETITOR, "garden")]
    fewer, more = terms[: number - 1], terms[:number]

    assert (
        0 <= score(" ".join(title), *fewer, text=" ".join(text)) <= score(" ".join(title), *more, text=" ".join(text))
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Outages", "outage"),
        ("Café", "cafe"),
        ("Sarah’s", "Sarah"),
        ("Fahrkarten", "fahrkarte"),
        ("Node.js", "NODE.JS"),
    ],
)
def test_words_are_the_same_without_case_accents_and_endings(one, other):
    assert tokens(one) == tokens(other) != []


def test_text_without_spaces_is_cut_into_pairs():
    assert tokens("国际货币") == ["国际", "际货", "货币"]


LONG = "Westline put Welsh and English tickets into one app on Monday, a year ahead of its franchise terms. " * 4


def test_near_duplicates_are_one_story_and_short_repeats_are_two():
    one = Document.of("Westline launches its app", LONG)
    other = Document.of("Westline launches app", LONG + "More follows.")
    status = Document.of("Support is back", "Access to the support system has been restored and we are here again.")

    assert is_same_story(sketch(one), sketch(other), apart=timedelta(days=2), words=one.length)
    assert not is_same_story(sketch(one), sketch(status), words=one.length)
    assert not is_same_story(sketch(status), sketch(status), apart=timedelta(days=1), words=status.length)
    assert sketch(Document.of("Photo", "")) == ()


def test_words_of_a_term_are_marked_together():
    found = marked("Their ticket apps, on rails.", ["ticket app", "rail"])

    assert Piece("ticket apps", 1) in found
    assert Piece("rails", 2) in found
    assert "".join(piece.text for piece in found) == "Their ticket apps, on rails."
