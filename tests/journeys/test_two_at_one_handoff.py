"""Two people edit a hand-off, each in a browser of their own. What they typed is saved or shown, never lost."""

import pytest
from playwright.sync_api import expect

from amity.handoff import queries
from amity.handoff.models import Handoff, Note, ReadBack
from amity.handoff.tests.making import expected, make_waiting, offered, prepared
from tests.journeys.going import press_and_wait, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desks(live_server, new_page):
    """Return a function `desks(address, *people)` that opens a page for each, signed in and at that URL."""

    def sit_down(address, *people):
        pages = []
        for person in people:
            page = new_page(faults_allowed=True)  # a stale save answers 409
            sign_in(page, live_server.url, person.mail)
            page.goto(f"{live_server.url}{address}")
            pages.append(page)
        return pages

    return sit_down


def test_of_two_who_write_the_five_the_second_sees_both_and_says_which_stands(desks, mara, ada, osprey, piet):
    one = prepared(mara, make_waiting(osprey, piet))
    first, second = desks(f"/handoffs/{one.pk}/write/", mara, ada)
    for page, words in ((first, "One page, in spring"), (second, "Two pages, in autumn")):
        page.get_by_label("What they want, in their words").fill(words)
        page.get_by_label("save only").check()

    press_and_wait(first, first.get_by_role("button", name="Save hand-off"))
    press_and_wait(second, second.get_by_role("button", name="Save hand-off"))

    expect(second.get_by_text("One page, in spring")).to_be_visible()
    expect(second.get_by_label("What they want, in their words")).to_have_value("Two pages, in autumn")
    assert queries.prompts_of(one)["want"].text == "One page, in spring"
    second.get_by_label("What they want, in their words").fill("One page in spring, a second in autumn")
    press_and_wait(second, second.get_by_role("button", name="Save my version"))
    assert queries.prompts_of(one)["want"].text == "One page in spring, a second in autumn"


def test_of_two_who_change_one_note_the_second_sees_both(desks, mara, ada, osprey, piet):
    note = Note.objects.get(handoff=prepared(mara, make_waiting(osprey, piet), "full"), block="scope")
    first, second = desks(f"/handoff-notes/{note.pk}/", mara, ada)
    for page, words in ((first, "Six pages"), (second, "Eight pages")):
        page.get_by_label("Text", exact=True).fill(words)
        press_and_wait(page, page.locator("form#act").get_by_role("button").first)

    expect(second.get_by_text("Six pages")).to_be_visible()
    expect(second.get_by_label("Text", exact=True)).to_have_value("Eight pages")
    note.refresh_from_db()
    assert note.text == "Six pages"


def test_while_one_reads_back_the_words_for_the_next_expectation_stay_in_their_box(desks, mara, osprey, piet):
    project = make_waiting(osprey, piet)
    for statement in ("Live in March", "Dana hears first"):
        expected(mara, project, statement)
    one = offered(mara, project, "full")
    (page,) = desks(f"/handoffs/{one.pk}/", piet)
    boxes = page.get_by_label("Read it back in your own words")
    expect(boxes).to_have_count(3)
    boxes.nth(1).fill("I call Dana first.")
    boxes.nth(0).fill("Everything is live on 1 March.")

    press_and_wait(page, page.get_by_role("button", name="Save read-back").nth(0))

    expect(page.get_by_label("Read it back in your own words").nth(0)).to_have_value("I call Dana first.")
    assert ReadBack.objects.get().words == "Everything is live on 1 March."


def test_an_answer_to_an_offer_withdrawn_since_is_shown_again(desks, mara, osprey, piet):
    one = offered(mara, make_waiting(osprey, piet))
    taker, giver = desks(f"/handoffs/{one.pk}/", piet, mara)
    taker.get_by_label("In one sentence: what will you deliver?").fill("One page, live on Friday.")

    press_and_wait(giver, giver.get_by_role("button", name="Withdraw offer"))
    press_and_wait(taker, taker.get_by_role("button", name="Accept hand-off"))

    expect(taker.get_by_text("One page, live on Friday.")).to_be_visible()
    assert Handoff.objects.get().state == "preparing"
