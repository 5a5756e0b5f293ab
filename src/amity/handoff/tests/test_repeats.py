"""What several blocks of a hand-off repeat is shown once, with where else it is recorded."""

import pytest

from amity.agreements.library.queries import library_terms
from amity.handoff import rules
from amity.handoff.page import compact, item_shown, shown
from amity.handoff.repeats import Once, once_each
from amity.handoff.versions.rules import ASSUMED, Block, Item

CLAUSE = Item("clause.1", "No health claims.\nA week for answers", mark=ASSUMED, where="Assumptions")
BRIEF = Item("brief.constraints", "No health claims", mark=ASSUMED)
PREFERENCE = Item("preference.1", "Cows that talk", who="Siobhan", where="call", on="2026-11-02")
STRATEGY = Item("card.1", "No health claims\ncows that talk.\nPromise a discount", url="/accounts/1/plan/")
BLOCKS = (Block(rules.SCOPE, (CLAUSE,)), Block(rules.MUST_NOT, (BRIEF, PREFERENCE, STRATEGY)))


def texts(once: Once) -> dict[str, list[str]]:
    """Return the texts of each block."""
    return {block.key: [item.text for item in block.items] for block in once.blocks}


def test_each_line_stays_once_where_it_is_known_best():
    once = once_each(BLOCKS)

    assert texts(once) == {
        rules.SCOPE: ["A week for answers"],
        rules.MUST_NOT: ["Cows that talk", "No health claims\nPromise a discount"],
    }
    assert {key: [(block, item.key) for block, item in rows] for key, rows in once.also.items()} == {
        "card.1": [(rules.SCOPE, "clause.1")],
    }


def test_what_the_giver_wrote_stays_and_other_blocks_are_not_compared():
    note = Item("note.1", "No health claims")
    people = Block(rules.PEOPLE, (Item("contact.1", "No health claims"),))

    once = once_each((Block(rules.SCOPE, (note,)), Block(rules.MUST_NOT, (BRIEF, note)), people))

    assert texts(once) == {rules.SCOPE: [note.text], rules.MUST_NOT: [note.text], rules.PEOPLE: [note.text]}


@pytest.mark.django_db
def test_the_page_says_where_else_which_amount_may_be_spent_and_folds_standard_terms(agency):
    term = next(one for one in library_terms() if one.standard)
    money = (
        Item("brief.budget_high", "6000000", unit="money:EUR"), Item("term.fee", "4324000", unit="money:EUR"),
        Item(f"agreed.{term.key}", term.standard, unit=f"term:{term.unit}"),
    )  # fmt: skip
    once = once_each((*BLOCKS, Block(rules.COMMERCIAL, money)))

    found = compact(shown(rules.FULL, once.blocks, {}), once, rules.FULL)

    rows = {row.key: row for block in found for row in block.items}
    assert [(label, row.key) for label, row in rows["card.1"].also] == [("Scope", "clause.1")]
    assert [row.number for block in found for row in block.items] == [*range(1, len(rows) + 1)]
    assert rows["term.fee"].hint == "agreed: the project works within this"
    assert rows["brief.budget_high"].hint == "the client’s limit, plan with the agreed fee"
    assert [key for key, row in rows.items() if row.is_standard] == [f"agreed.{term.key}"]
    commercial = found[-1]
    assert [row.key for row in commercial.pairs] == ["brief.budget_high", "term.fee"]
    assert [row.key for row in commercial.standard] == [f"agreed.{term.key}"]
    assert commercial.rows == []


def test_what_must_not_be_is_the_same_with_and_without_its_no():
    never = Block(rules.MUST_NOT, (Item("card.1", "Health claims"), Item("brief.constraints", "No health claims")))
    scope = Block(rules.SCOPE, (Item("clause.1", "No health claims"), Item("line.1", "Claims checked by legal")))

    assert texts(once_each((never, scope))) == {
        rules.MUST_NOT: ["Health claims"], rules.SCOPE: ["Claims checked by legal"],
    }  # fmt: skip


def test_what_is_in_scope_is_not_the_same_as_its_no():
    never = Block(rules.MUST_NOT, (Item("brief.constraints", "No health claims"),))
    scope = Block(rules.SCOPE, (Item("clause.1", "Health claims"),))

    assert texts(once_each((never, scope))) == {rules.MUST_NOT: ["No health claims"], rules.SCOPE: ["Health claims"]}


def test_facts_are_numbered_in_the_order_in_which_the_page_shows_them():
    long = Item("contact.1", "A person whom the client asks about everything that costs money", url="/x/")
    people = Block(rules.COMMERCIAL, (Item("term.fee", "4324000", unit="money:EUR"), long))
    once = once_each((people,))

    block = compact(shown(rules.FULL, once.blocks, {}), once, rules.FULL)[0]

    assert [(row.key, row.number) for row in (*block.rows, *block.pairs)] == [("contact.1", 1), ("term.fee", 2)]


def test_a_line_of_the_agreement_has_one_number():
    assert item_shown(Item("line.7", "4 Campaign banners"), 8).text == "Campaign banners"
