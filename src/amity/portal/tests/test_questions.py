"""Questions to a client: listed on their pages until someone answers, there, by reply or elsewhere."""

import pytest
from django.urls import reverse

from amity.accounts.models import Contact
from amity.audit import trail
from amity.gate.bundles.queries import fits
from amity.gate.models import Item
from amity.gate.tests.making import make_contact
from amity.portal.answers.models import Answer
from amity.portal.tests.answering import sent_item
from amity.portal.tests.making import browser_of
from amity.portal.tests.replying import NONE, reply
from tests.builders import MONDAY

pytestmark = pytest.mark.usefixtures("an_hour_later")
NOTHING = "We need nothing from you"
SUBJECT = "Which of the two station names?"


@pytest.fixture
def question(osprey, mara, dana) -> Item:
    return sent_item(osprey, mara, [dana], now=MONDAY, subject=SUBJECT, asks_approval=False, asks_question=True)


def first_page(contact: Contact, device: str = "first") -> str:
    return browser_of(contact, token=device).get("/client/").content.decode()


def test_a_question_is_needed_from_the_client_until_they_answer_it_on_their_page(client, question, osprey, mara, dana):
    browser, address = browser_of(dana), f"/client/sent/{question.pk}/"
    home = browser.get("/client/").content.decode()
    assert "We need 1 thing from you" in home
    assert f'href="{address}"' in home
    assert browser.post(address, {"digest": question.digest, "words": " "}).status_code == 422

    page = browser.post(address, {"digest": question.digest, "words": "The second one."}, follow=True)

    assert f"Thank you. {mara.name} has your answer." in page.content.decode()
    answer = Answer.objects.get()
    assert (answer.choice, answer.state, answer.words, answer.name) == (
        "answer", "answered", "The second one.", "Dana Whitlock",
    )  # fmt: skip
    assert "answer.given" in trail.actions_on(question)
    assert NOTHING in browser.get("/client/").content.decode()
    client.force_login(mara)
    assert f"Dana Whitlock answered “{SUBJECT}”" in client.get(reverse("waiting:waiting")).content.decode()


def test_one_answer_is_enough_for_everyone_who_was_asked(osprey, mara, dana, gwen):
    item = sent_item(osprey, mara, [dana, gwen], now=MONDAY, asks_approval=False, asks_question=True)
    assert NOTHING not in first_page(gwen)
    browser_of(dana).post(f"/client/sent/{item.pk}/", {"digest": item.digest, "words": "Yes."})

    assert NOTHING in first_page(gwen, "second")


def test_a_question_takes_no_decision_and_its_form_asks_for_none(question, dana):
    browser, address = browser_of(dana), f"/client/sent/{question.pk}/"
    page = browser.get(address).content.decode()
    browser.post(address, {"digest": question.digest, "choice": "approve", "name": "DW", "words": "Fine"})

    assert "Your answer" in page
    assert "Approve" not in page
    assert [one.choice for one in Answer.objects.all()] == ["answer"]


def test_a_reply_answers_it_and_thanks_or_a_sender_no_one_vouches_for_do_not(question, mara, dana):
    assert reply(question, mara, "Thank you!") is None
    doubtful = reply(question, mara, "The first one.", auth=NONE)
    assert (doubtful.choice, doubtful.confirmed) == ("answer", False)
    assert NOTHING not in first_page(dana)

    reply(question, mara, "Yes, thanks.")
    assert NOTHING in first_page(dana, "second")


def test_an_answer_given_elsewhere_is_marked_by_the_account_manager(client, question, mara, dana):
    client.force_login(mara)
    address = reverse("gate:settle_question", args=[question.pk])
    assert address in client.get(reverse("gate:item", args=[question.pk])).content.decode()
    client.post(address)

    assert NOTHING in first_page(dana)
    assert "outgoing.question_settled" in trail.actions_on(question)
    assert address not in client.get(reverse("gate:item", args=[question.pk])).content.decode()
    assert client.post(address).status_code == 403


def test_the_contact_page_leads_to_a_question_for_them(client, osprey, mara, dana):
    client.force_login(mara)
    page = client.get(reverse("accounts:contact", args=[dana.pk])).content.decode()
    address = reverse("gate:write_email", args=[osprey.pk])
    assert f"{address}?contact={dana.pk}&amp;question=1" in page

    form = client.get(f"{address}?contact={dana.pk}&question=1").context["form"]
    assert form["asks_question"].value() is True
    assert form["to_ids"].value() == [str(dana.pk)]
    sent = {"to_ids": [str(dana.pk)], "subject": SUBJECT, "text": "Which?", "asks_question": "on"}
    client.post(address, sent | {"draft": "1", "nonce": "n" * 32})
    assert Item.objects.get().asks_question


def test_a_question_says_how_to_answer_and_is_never_part_of_a_bundle(question, osprey, mara):
    plain = sent_item(osprey, mara, [make_contact(osprey, "Kit Moss")], now=MONDAY, asks_approval=False)

    assert "Please answer by replying to this email, or here:" in question.closing
    assert "Please answer" not in plain.closing
    assert (fits(question), fits(plain)) == (False, True)
