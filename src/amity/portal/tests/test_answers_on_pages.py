"""Answers on the client's pages: by the same rules as a personal link, and offered only to those who may approve."""

from datetime import timedelta

import pytest
from django.urls import reverse

from amity.accounts.models import Contact
from amity.audit import trail
from amity.contact_reports.tests.making import edition_of, make_report, sent
from amity.gate.items.fields import About
from amity.portal.answers.models import Answer
from amity.portal.answers.taking_note import mark_seen
from amity.portal.links.models import AnswerLink
from amity.portal.links.rules import hashed
from amity.portal.tests.answering import SCENE_TOKEN, code_sent, sent_item
from amity.portal.tests.deciding import decided, given, hidden
from amity.portal.tests.making import browser_of, make_version
from amity.projects.models import Deliverable
from tests.builders import MONDAY, acting, make_project

pytestmark = pytest.mark.usefixtures("an_hour_later")


def test_an_approver_is_led_from_the_first_page_to_an_approval_that_accepts_the_version(osprey, mara, dana):
    version = make_version(make_project(osprey, manager=mara), mara)
    about = About("version", version.pk, "1/1")
    item = sent_item(osprey, mara, [dana], now=MONDAY, kind="showing", about=about, subject="Banner: version 1")
    browser = browser_of(dana)
    assert f'href="/client/sent/{item.pk}/"' in browser.get("/client/").content.decode()

    assert "Only " not in browser.get(f"/client/sent/{item.pk}/").content.decode()
    page = browser.post(f"/client/sent/{item.pk}/", given(item), follow=True).content.decode()

    assert "You approved this. Thank you." in page
    assert decided(item) == [("Dana Whitlock", "approve", "decided")]
    assert Deliverable.objects.get().state == "accepted"
    assert "answer.decided" in trail.actions_on(item)
    assert AnswerLink.objects.get().used_at is not None, "the link in the email decides nothing any more"
    assert "We need nothing from you" in browser.get("/client/").content.decode()
    assert browser.post(f"/client/sent/{item.pk}/", given(item)).status_code == 422, "a decision is offered once"


def test_work_that_was_approved_and_then_held_is_not_shown_as_accepted(osprey, mara, dana):
    version = make_version(make_project(osprey, manager=mara), mara)
    about = About("version", version.pk, "1/1")
    item = sent_item(osprey, mara, [dana], now=MONDAY, kind="showing", about=about, subject="Banner: version 1")
    browser = browser_of(dana)
    places = reverse("portal:work"), reverse("portal:deliverable", args=[version.deliverable_id])
    browser.post(f"/client/sent/{item.pk}/", given(item))
    assert all("You have accepted this." in browser.get(place).content.decode() for place in places)

    browser.post(f"/client/sent/{item.pk}/hold/", {"words": "Legal called"})

    for place in places:
        page = browser.get(place).content.decode()
        assert "You asked us to hold on." in page
        assert "You have accepted this." not in page


def test_a_question_is_ours_to_answer_until_someone_has_answered_it(osprey, mara, dana):
    version = make_version(make_project(osprey, manager=mara), mara)
    about = About("version", version.pk, "1/1")
    item = sent_item(osprey, mara, [dana], now=MONDAY, kind="showing", about=about, subject="Banner: version 1")
    browser, address = browser_of(dana), f"/client/sent/{item.pk}/"
    places = reverse("portal:work"), reverse("portal:deliverable", args=[version.deliverable_id])
    browser.post(address, given(item, "question", "Which blue is this?"))

    assert "We need nothing from you" in browser.get("/client/").text
    assert "Your question is with" in browser.get(address).text
    assert all("You asked a question" in browser.get(place).text for place in places)
    assert "Waiting for your answer." not in browser.get(places[0]).text

    mark_seen(by=acting(mara), answer_id=Answer.objects.get().pk, now=MONDAY)
    assert "answer.replied" in trail.actions_on(item)
    assert "We need 1 thing from you" in browser.get("/client/").text
    page = browser.get(address).text
    assert "We have answered your question. Nothing is decided yet." in page
    assert "Your question is with" not in page
    assert not any("You asked a question" in browser.get(place).text for place in places)
    assert "Waiting for your answer." in browser.get(places[0]).text


def test_the_team_marks_a_question_as_answered_and_other_answers_as_read(osprey, mara, dana, client):
    item = sent_item(osprey, mara, [dana], now=MONDAY)
    browser_of(dana).post(f"/client/sent/{item.pk}/", given(item, "question", "Which blue is this?"))
    client.force_login(mara)
    places = f"/going-out/{item.pk}/", f"/accounts/{osprey.pk}/", "/waiting/"

    for place in places:
        page = client.get(place).text
        assert "Mark as answered" in page, place
        assert "Mark as read" not in page, place


def test_someone_who_can_not_approve_is_offered_the_rest_and_reads_who_can(osprey, mara, dana, gwen):
    item = sent_item(osprey, mara, [gwen], now=MONDAY)
    browser, address = browser_of(gwen), f"/client/sent/{item.pk}/"
    page = browser.get(address).content.decode()
    assert "Only Dana Whitlock can approve this" in page
    assert 'value="approve"' not in page
    assert browser.post(address, given(item)).status_code == 422

    browser.post(address, given(item, "changes", "Larger logo"))
    assert decided(item) == [("Gwen Lewis", "changes", "no_auth")]


def test_anyone_corrects_a_contact_report_and_again_after_someone_confirmed_it(osprey, mara, dana, gwen):
    report = sent(make_report(osprey, mara, [gwen, dana]), mara)
    item = edition_of(report).item
    assert item is not None
    browser, address = browser_of(gwen), f"/client/sent/{item.pk}/"
    browser_of(dana, token="another").post(address, given(item))
    browser.post(address, given(item, "changes", "It was Thursday."))
    browser.post(address, given(item, "changes", "And in Leeds."))
    AnswerLink.objects.create(
        item=item, contact=gwen, address=gwen.mail, digest=item.digest, token_hash=hashed(SCENE_TOKEN),
        made_at=MONDAY, expires_at=MONDAY + timedelta(days=30), used_at=MONDAY,
    )  # fmt: skip
    page = browser.post(f"/a/{SCENE_TOKEN}/", given(item, "changes", "Piet was there."), follow=True).content.decode()

    assert sorted(decided(item)) == [
        ("Dana Whitlock", "approve", "decided"), *[("Gwen Lewis", "changes", "taken")] * 3,
    ]  # fmt: skip
    assert sorted(report.corrections.values_list("words", flat=True)) == [
        "And in Leeds.", "It was Thursday.", "Piet was there.",
    ]  # fmt: skip
    assert "has your correction" in page


def test_a_price_needs_a_new_code_on_the_pages_too(osprey, mara, dana):
    item = sent_item(osprey, mara, [dana], now=MONDAY, body="It costs € 4,000.", kind="quote")
    browser, address = browser_of(dana), f"/client/sent/{item.pk}/"
    page = browser.post(address, given(item)).content.decode()
    reference, code = hidden(page, "reference"), code_sent()
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    sent = given(item) | {"reference": reference, "address": ""}
    assert browser.post(f"{address}code/", sent | {"code": wrong}).status_code == 422
    assert decided(item) == []

    browser.post(f"{address}code/", sent | {"code": code})
    assert decided(item) == [("Dana Whitlock", "approve", "decided")]


def test_what_asks_for_nothing_or_was_sent_to_someone_else_takes_no_answer(osprey, mara, dana, gwen):
    plain = sent_item(osprey, mara, [gwen], now=MONDAY, asks_approval=False)
    others = sent_item(osprey, mara, [dana], now=MONDAY)
    browser = browser_of(gwen)
    assert "What is your answer?" not in browser.get(f"/client/sent/{plain.pk}/").content.decode()
    for item in (plain, others):
        assert browser.post(f"/client/sent/{item.pk}/", given(item, "question", "Which date?")).status_code == 404
    assert decided(plain) + decided(others) == []


def test_an_approval_on_the_pages_can_be_held_there(osprey, mara, dana):
    item = sent_item(osprey, mara, [dana], now=MONDAY)
    browser, address = browser_of(dana), f"/client/sent/{item.pk}/"
    browser.post(address, given(item))
    page = browser.post(f"{address}hold/", {"words": "Legal called"}, follow=True).content.decode()

    assert "You asked us to hold on" in page


def test_a_field_that_is_missing_says_which_and_why(osprey, mara, dana):
    item = sent_item(osprey, mara, [dana], now=MONDAY)
    page = browser_of(dana).post(f"/client/sent/{item.pk}/", {"digest": item.digest}).content.decode()

    assert "Choose an answer." in page
    assert "Enter some text." not in page


def test_who_signed_in_by_a_code_is_not_asked_for_a_name(osprey, mara, dana):
    item = sent_item(osprey, mara, [dana], now=MONDAY)
    browser, address = browser_of(dana), f"/client/sent/{item.pk}/"

    assert 'name="name"' not in browser.get(address).content.decode()
    browser.post(address, {"digest": item.digest, "choice": "approve", "words": ""})
    assert Answer.objects.get().name == "Dana Whitlock"


def test_after_an_answer_the_page_asks_for_a_question_and_explains_hold_on(osprey, mara, dana):
    item = sent_item(osprey, mara, [dana], now=MONDAY)
    browser, address = browser_of(dana), f"/client/sent/{item.pk}/"
    page = browser.post(address, given(item), follow=True).content.decode()

    assert "Nothing is decided yet" not in page
    assert 'type="radio"' not in page
    assert "Changed your mind?" in page
    assert "We stop what comes next, and call you." in page
    browser.post(address, {"digest": item.digest, "choice": "question", "words": "When does it start?"})
    assert Answer.objects.latest("pk").words == "When does it start?"


def test_a_shared_mailbox_is_still_asked_who_answers(osprey, mara, dana):
    Contact.objects.filter(pk=dana.pk).update(is_shared=True)
    item = sent_item(osprey, mara, [dana], now=MONDAY)

    assert 'name="name"' in browser_of(dana).get(f"/client/sent/{item.pk}/").content.decode()
