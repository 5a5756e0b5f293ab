"""A marked line says who, by when and how much they like it; what two people could be is asked."""

from datetime import date

import pytest

from amity.accounts.preferences.attitudes import attitude_in
from amity.conversations.notes.following import lines_after, new_lines
from amity.conversations.notes.marks import AGENCY, CLIENT, Named, marked_lines, read_line, talk_in

THURSDAY = date(2026, 11, 26)
DANA, PIOTR, HELEN, MARSH, NADIA, RAVI = range(1, 7)
AUTHOR = NADIA
PEOPLE = (
    Named(CLIENT, DANA, "Dana Whitlock", took_part=True),
    Named(CLIENT, PIOTR, "Piotr Zielinski", took_part=True),
    Named(CLIENT, HELEN, "Helen Marsh"),
    Named(CLIENT, MARSH, "Will Marsh"),
    Named(AGENCY, NADIA, "Nadia Ferrer", took_part=True),
    Named(AGENCY, RAVI, "Ravi Menon"),
)


def read(line, people=PEOPLE):
    [marked] = marked_lines(line)
    return read_line(marked.mark, marked.text, people, AUTHOR, THURSDAY)


def test_a_line_is_marked_by_its_first_character_and_a_space():
    text = "Piotr is happy\n! CO-3 by Friday\n?six stations\nexpects a call\n e Welsh at launch\n  \na\nA meeting"

    assert [(line.number, line.mark, line.text) for line in marked_lines(text)] == [
        (2, "promise", "CO-3 by Friday"), (5, "expectation", "Welsh at launch"),
    ]  # fmt: skip


def test_two_equal_lines_have_keys_of_their_own_that_stay_when_lines_move():
    before, after = marked_lines("! a\n! a"), marked_lines("x\n! a\n! a")

    assert len({line.key for line in before}) == 2
    assert [line.key for line in before] == [line.key for line in after]


@pytest.mark.parametrize(
    ("line", "contact", "person", "text"),
    [
        ("a Dana: photos by Mon 30 Nov", DANA, None, "Photos"),
        ("a dana: photos", DANA, None, "Photos"),
        ("a Ravi to check the map", None, RAVI, "Ravi to check the map"),
        ("a photos from Dana", DANA, None, "Photos from Dana"),
        ("a send the deck", None, AUTHOR, "Send the deck"),
        ("! CO-3 to Piotr by Friday", PIOTR, AUTHOR, "CO-3 to Piotr"),
        ("! Ravi: test phones to Dana", DANA, RAVI, "Test phones to Dana"),
        ("e Piotr: one page only", PIOTR, None, "One page only"),
        ("? Dana asks for a map", DANA, None, "Dana asks for a map"),
        ("d Helen Marsh: launch on 17 Feb", HELEN, None, "Launch on 17 Feb"),
    ],
)
def test_the_words_name_who(line, contact, person, text):
    reading = read(line)

    assert (reading.contact_id, reading.person_id, reading.text) == (contact, person, text)
    assert not reading.asks


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("a Marsh: call back", "owner"),
        ("e Marsh: one page only", "contact_id"),
        ("e Cardiff can try it", "contact_id"),
        ("! we send it to Marsh", "contact_id"),
        ("p one page", "attitude"),
        ("! the map by 31 Feb", "due_on"),
    ],
)
def test_where_two_match_it_is_asked_and_not_guessed(line, asked):
    assert asked in read(line).asks


def test_a_name_that_is_a_word_needs_its_capital():
    assert read("p they will never print it").contact_id is None
    assert read("a we will print it").contact_id is None


def test_the_only_contact_who_took_part_said_so_and_comes_before_a_namesake():
    alone = (Named(CLIENT, DANA, "Dana Whitlock", took_part=True), Named(AGENCY, RAVI, "Dana Scully"))

    assert read("e Welsh at launch", alone).contact_id == DANA
    assert read("a Dana: photos", alone).contact_id == DANA


@pytest.mark.parametrize(
    ("text", "attitude"),
    [("never a fare without VAT", "never"), ("no stock photos", "never"), ("must have a map", "must"),
     ("she doesn’t like red", "dislike"), ("likes short mails", "like"), ("mag kein Rot", "dislike"),
     ("toujours en français", "must"), ("short mails", "")],
)  # fmt: skip
def test_the_words_say_how_much_they_like_it_or_not_at_all(text, attitude):
    assert attitude_in(text) == attitude


def test_a_few_words_name_the_kind_of_the_talk_and_who_took_part():
    assert talk_in("call with dana", PEOPLE) == ("call", (DANA,))
    assert talk_in("meeting dana piotr", PEOPLE) == ("meeting", (DANA, PIOTR))
    assert talk_in("marsh", PEOPLE) == ("", ())


def test_a_line_that_is_moved_or_changed_a_little_is_the_same_line():
    before = "! CO-3 to Piotr by Friday\ne Welsh at launch"
    after = "Good call\n! CO-3 to Piotr by Monday\ne Welsh at launch\n? a map"

    assert lines_after(before, after) == {1: 2, 2: 3}
    assert [line.text for line in new_lines(before, after, [1, 2])] == ["a map"]


def test_a_text_of_many_equal_lines_is_compared_at_once():
    assert len(lines_after("\n" * 20_000, "\n" * 19_999)) <= 20_000
