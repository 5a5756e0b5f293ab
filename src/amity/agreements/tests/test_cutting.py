"""A pasted document is split at its headings, in any notation, without losing text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.agreements.sections.rules import clauses, paper_blocks
from amity.agreements.sections.rules.split_document import cut, number_of

WORD = st.text(alphabet="abcdefgXYZ09äß.,:;|#-*_=()`'’ \t", min_size=0, max_size=30)
LINE = st.one_of(
    WORD,
    st.sampled_from([
        "", "---", "=====", "## Scope ##", "1. Scope", "5.7.2 Key people", "**6.10 Data**", "| a | b |", "|---|---|",
        "  Head one   Head two", "  --------   --------", "a\tb", "- item", "a)  item", "\r",
    ]),
)  # fmt: skip


def headings(document):
    """Return the headings with their levels."""
    return [(one.heading, one.level) for one in cut(document)]


def letters(text):
    """Return every letter and digit of a text in order, which must survive whatever marks are removed."""
    return "".join(letter for letter in text if letter.isalnum())


@given(st.lists(LINE, max_size=40).map("\n".join))
def test_every_word_survives_in_its_order_whatever_is_pasted(document):
    assert letters("".join(one.heading + one.text for one in cut(document))) == letters(document)


@given(st.text(max_size=400))
def test_every_letter_of_any_text_survives(document):
    assert letters("".join(one.heading + one.text for one in cut(document))) == letters(document)


@given(st.lists(LINE, max_size=40).map("\n".join))
def test_levels_have_no_gap_and_laying_out_loses_nothing(document):
    levels = [one.level for one in cut(document)]
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))
    for one in cut(document):
        drawn = "".join("".join((*block.lines, *(cell for row in block.rows for cell in row)))
                        for block in paper_blocks.blocks(one.text))  # fmt: skip
        assert sorted(letters(drawn)) == sorted(letters(one.text))


def test_marked_underlined_and_numbered_headings_are_found_with_their_level():
    document = "# One\n\na\n\n### Deep\n\nb\n\nTwo\n===\n\nc\n\nHalf\n----\n\nd\n\n3 Three\n\ne\n\n3.1 Less\n\nf"

    assert headings(document) == [("One", 1), ("Deep", 2), ("Two", 1), ("Half", 2), ("3 Three", 1), ("3.1 Less", 2)]
    assert [one.text for one in cut(document)] == list("abcdef")


def test_a_number_says_the_level_whatever_the_mark():
    assert headings("5.0 WORK\n---\n\n### 5.1 People\n\n#### 5.1.1 Key people\n\n### Note\n\n**5.2 Travel**\n\nNo") == [
        ("5.0 WORK", 1), ("5.1 People", 2), ("5.1.1 Key people", 3), ("Note", 3), ("5.2 Travel", 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "1. Being first\n\n2. Being second", "60 days after the end.", "1194.22 Web applications", "2 apples do",
        "Words\n5.1 in the middle of a paragraph\nmore", "- item\n---", "5.7 Ends with a stop.", "#hashtag",
        "12:30 Tea", "Agreed.\n\n3 March\n\nAll of it.", "1.  **Plan**\n\n2.  **Roles**",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_heading_stays_text(text):
    assert [one.heading for one in cut(text)] == [""]


def test_what_stands_before_the_first_heading_is_a_section_under_its_title():
    assert [(one.heading, one.text) for one in cut("Statement of work\n\nJune 2026\n\n# Scope\n\nAll")] == [
        ("Statement of work", "June 2026"), ("Scope", "All"),
    ]  # fmt: skip
    assert cut("This is agreed.\n\n# Scope")[0].heading == ""
    assert cut(" \n\n") == []


def test_a_heading_without_words_and_one_too_long_are_kept():
    long = "Contractor shall not use " * 12

    first, second = cut(f"5.5 Transition\n\n### {long}\n\n5.6 Deliverables\n\nTable")

    assert (first.heading, first.text, second.heading) == ("5.5 Transition", long.strip(), "5.6 Deliverables")
    assert [one.text for one in cut("# A\n## B\nb")] == ["", "b"]


def test_lines_broken_by_width_are_joined_and_others_stay():
    wrapped = (
        "The Contractor shall provide a Project Manager as the primary point of\ncontact for the office.\n\n"
        "Jane Roe\n12 Long Street\nBerlin\n\n-   one item that goes on so long that it was broken at\n    its margin"
    )

    assert cut(wrapped)[0].text == (
        "The Contractor shall provide a Project Manager as the primary point of contact for the office.\n\n"
        "Jane Roe\n12 Long Street\nBerlin\n\n-   one item that goes on so long that it was broken at its margin"
    )


TABLES = {
    "bars": "| Piece | Due |\n|:---|---:|\n| Report | a day after each sprint |\n| Code \\| tests | |",
    "tabs": "Piece\tDue\nReport\ta day after each sprint\nCode \\| tests\t",
    "columns": (
        "  **Piece**       **Due**\n  --------------  ---------\n  Report          a day after each sprint\n"
        "  Code \\| tests"
    ),
}


@pytest.mark.parametrize("written", TABLES)
def test_a_table_is_read_from_bars_tabs_and_columns(written):
    (section,) = cut(f"# Deliverables\n\n{TABLES[written]}")

    (block,) = paper_blocks.blocks(section.text)

    assert block.rows == (("Piece", "Due"), ("Report", "a day after each sprint"), ("Code \\| tests", ""))


def test_a_word_is_never_cut_by_a_column_and_a_head_may_have_two_lines():
    text = "  Least     How\n  accepted  checked\n  --------- -------\n  Ninety percentage by hand\n  None      never"

    (block,) = paper_blocks.blocks(text)

    assert block.rows[0] == ("Least accepted", "How checked")
    assert block.rows[1] == ("Ninety", "percentage by hand")


def test_a_paragraph_with_a_dash_or_one_line_with_a_bar_is_no_table():
    assert [block.rows for block in paper_blocks.blocks("a | b\n\nc - d\ne -- f\n\na\tb")] == [(), (), ()]


def test_what_a_section_is_about_is_guessed_from_its_heading_or_the_one_above():
    found = clauses.guessed(
        [("5.0 Operational work", 1), ("5.1 Anything", 2), ("5.2 Key Personnel", 2), ("Thing", 3), ("7.0 Invoicing", 1),
         ("Attachments", 1)]
    )  # fmt: skip

    assert found == ["working", "working", "people", "people", "payment", "other"]


def test_the_number_of_a_heading_is_read_without_zeros_at_its_end():
    assert [number_of(text) for text in ("5.0 WORK", "5.7.2. Key", "10 Ten", "Ten", "6.10 Data")] == [
        "5", "5.7.2", "10", "", "6.10",
    ]  # fmt: skip


def test_a_pasted_document_stands_between_what_is_said_by_kind():
    order = sorted([clauses.ANNEX, clauses.place_of("other"), clauses.BODY, clauses.place_of("quality"),
                    clauses.place_of("working")], key=clauses.rank)  # fmt: skip

    assert [clauses.is_before_lines(place) for place in order] == [True, True, False, False, False]
    assert order[1] == clauses.BODY
    assert clauses.place_of("payment", clauses.BODY) == clauses.BODY
    assert clauses.placed({"kind": "need"}) == clauses.place_of("need")
    assert clauses.placed({"kind": "need", "place": clauses.ANNEX}) == clauses.ANNEX
