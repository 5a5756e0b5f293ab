"""Answers by a personal link: each way in which one must not count is refused, or kept without counting."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from amity.accounts.models import Contact
from amity.agreements.named_people.models import NamedPerson
from amity.audit import trail
from amity.audit.models import Record
from amity.gate.models import Item
from amity.gate.tests.making import make_contact, read
from amity.notifications.models import Notification
from amity.portal.answers import commands, rules, taking_note
from amity.portal.answers.given import Given
from amity.portal.answers.models import Answer
from amity.portal.links.models import AnswerLink
from amity.portal.tests.answering import code_sent, sent_item, token_for
from amity.portal.tests.making import browser_of, signed_in
from amity.portal.visitors.models import EmailedCode
from amity.shared.errors import Invalid, NotSeen, Refused
from tests.builders import MONDAY, acting, make_account, make_agency, make_agreement

pytestmark = pytest.mark.django_db
NOW = MONDAY + timedelta(hours=1)
APPROVE = Given("approve", "", "DW")


@pytest.fixture(autouse=True)
def set_up(time_machine):
    """Set the clock an hour after the email, and forget which links were opened."""
    make_agency()
    cache.clear()
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def dana(osprey) -> Contact:
    return make_contact(osprey, "Dana Whitlock", roles=["decision_maker"])


@pytest.fixture
def gwen(osprey) -> Contact:
    return make_contact(osprey, "Gwen Lewis")


@pytest.fixture
def item(osprey, mara, dana) -> Item:
    return sent_item(osprey, mara, [dana], now=MONDAY)


@pytest.fixture
def token(item, dana) -> str:
    return token_for(item, dana)


def given(item, choice="approve", words="", name="DW"):
    return {"digest": item.digest, "choice": choice, "words": words, "name": name}


def decided(item):
    return list(Answer.objects.filter(item=item).values_list("contact__name", "choice", "state"))


def by_code(client, token, item, who="me", **answer):
    """Go through the three steps of a decision on a new device, and return the last page."""
    sent = given(item, **answer)
    step = client.post(f"/a/{token}/", sent)
    assert "Who are you?" in step.content.decode()
    mail = {"mail": who} if who != "me" else {}
    page = client.post(f"/a/{token}/who/", sent | {"who": "other" if mail else "me"} | mail).content.decode()
    reference = re.search(r'name="reference" value="([^"]+)"', page)[1]
    address = re.search(r'name="address" value="([^"]*)"', page)[1]
    return client.post(
        f"/a/{token}/code/", sent | {"reference": reference, "address": address, "code": code_sent()}, follow=True
    )


def test_reading_changes_nothing_and_nothing_is_preset(client, item, token):
    before = Record.objects.count()

    page = client.get(f"/a/{token}/").content.decode()

    assert "The banner is ready" in page
    assert ("checked" in page, "onload" in page, "hx-" in page) == (False, False, False)
    assert (Record.objects.count(), Answer.objects.count()) == (before, 0)
    assert AnswerLink.objects.get().used_at is None


def test_the_first_decision_on_a_device_needs_a_code_and_the_next_does_not(client, item, token, osprey, mara, dana):
    page = by_code(client, token, item)

    assert "You approved this. Thank you." in page.content.decode()
    assert decided(item) == [("Dana Whitlock", "approve", "decided")]
    again = sent_item(osprey, mara, [dana], now=MONDAY, subject="Second banner")
    asked = EmailedCode.objects.count()
    client.post(f"/a/{token_for(again, dana)}/", given(again, "changes", "Larger logo"))
    assert decided(again) == [("Dana Whitlock", "changes", "decided")]
    assert EmailedCode.objects.count() == asked


def test_the_answer_is_in_the_audit_log_under_the_clients_name_and_the_team_is_told(client, item, token, mara):
    by_code(client, token, item)

    record = Record.objects.get(action="answer.decided")
    assert (record.actor_kind, record.actor_label) == ("contact", "Dana Whitlock")
    assert Notification.objects.get(person=mara).text == "Dana Whitlock approved “Station banner”"


def test_a_token_is_stored_only_as_its_hash(item, token):
    assert token not in str(list(AnswerLink.objects.values()))


def test_a_scanner_that_answers_within_a_minute_is_kept_and_not_counted(client, osprey, mara, dana):
    fresh = sent_item(osprey, mara, [dana], now=MONDAY, delivered=NOW - timedelta(seconds=59))
    page = client.post(f"/a/{token_for(fresh, dana)}/", given(fresh))

    assert "Nothing is decided yet" in page.content.decode()
    assert decided(fresh) == [("Dana Whitlock", "approve", "scanner")]
    assert not EmailedCode.objects.exists()
    assert AnswerLink.objects.get().used_at is None


def test_a_scanner_that_opens_every_link_of_the_email_is_kept_and_not_counted(client, item, token, time_machine):
    client.get(f"/a/{token}/")
    client.get(f"/a/{token}/why/")
    client.post(f"/a/{token}/", given(item))
    assert decided(item) == [("Dana Whitlock", "approve", "scanner")]

    time_machine.move_to(NOW + timedelta(minutes=11), tick=False)
    assert "Who are you?" in client.post(f"/a/{token}/", given(item)).content.decode()


def test_another_client_is_not_taken_for_the_scanner(client, item, token):
    scanner = Client(headers={"user-agent": "SafeLinks"})
    scanner.get(f"/a/{token}/")
    scanner.get(f"/a/{token}/why/")

    assert "Who are you?" in client.post(f"/a/{token}/", given(item)).content.decode()


def test_forwarded_the_answer_stands_under_ones_own_name_and_authority(client, item, token, dana, gwen):
    page = by_code(client, token, item, gwen.mail, name="GL").content.decode()

    assert "You aren’t named as an approver" in page
    assert decided(item) == [("Gwen Lewis", "approve", "no_auth")]
    assert AnswerLink.objects.get().used_at is None, "Dana can still decide"
    by_code(Client(), token, item)
    assert ("Dana Whitlock", "approve", "decided") in decided(item)


def test_forwarded_to_someone_unknown_nothing_is_recorded_and_nothing_is_told(client, item, token):
    sent = given(item)
    client.post(f"/a/{token}/", sent)
    pages = {
        mail: client.post(f"/a/{token}/who/", sent | {"who": "other", "mail": mail})
        for mail in ("dana.whitlock@client.example", "dana.whitlock@nobody.example")
    }
    texts = {re.sub(r'value="[^"]*"|\w•••\w*@[\w.]+', "", page.content.decode()) for page in pages.values()}

    assert len(texts) == 1
    assert not Answer.objects.exists()


def test_forwarded_to_another_client_of_ours_nothing_is_decided(client, item, token):
    other = make_contact(make_account("Larkfield"), "Lara Larkfield")

    page = by_code(client, token, item, other.mail)

    assert page.status_code == 403
    assert not Answer.objects.exists()


def test_replay_a_decision_is_taken_once(item, token, dana):
    visitor = signed_in(dana, now=NOW)
    commands.answer_by_link(token=token, digest=item.digest, given=APPROVE, visitor=visitor, now=NOW)

    with pytest.raises(NotSeen):
        commands.answer_by_link(token=token, digest=item.digest, given=APPROVE, visitor=visitor, now=NOW)
    assert len(decided(item)) == 1


def test_guessing_gets_the_very_page_of_a_used_and_of_an_expired_link(client, item, token, dana, time_machine):
    commands.answer_by_link(
        token=token, digest=item.digest, given=APPROVE, visitor=signed_in(dana, now=NOW), now=NOW
    )  # fmt: skip
    used = client.get(f"/a/{token}/")
    AnswerLink.objects.update(used_at=None, expires_at=NOW)
    expired, guessed = client.get(f"/a/{token}/"), client.get("/a/guessed-guessed-guessed-guessed/")

    assert {one.status_code for one in (used, expired, guessed)} == {404}
    assert used.content == expired.content == guessed.content
    assert client.post(f"/a/{token}/", given(item)).status_code == 404


def test_a_digest_that_changed_is_refused(item, token, dana):
    visitor = signed_in(dana, now=NOW)
    with pytest.raises(NotSeen):
        commands.answer_by_link(token=token, digest="0" * 64, given=APPROVE, visitor=visitor, now=NOW)
    Item.objects.update(digest="1" * 64)
    with pytest.raises(NotSeen):
        commands.answer_by_link(token=token, digest=item.digest, given=APPROVE, visitor=visitor, now=NOW)


def test_an_item_that_was_withdrawn_has_no_link(client, item, token):
    Item.objects.update(state="withdrawn")

    assert client.get(f"/a/{token}/").status_code == 404


def test_two_answers_at_once_one_decides(osprey, mara, dana):
    bo = make_contact(osprey, "Bo Buyer", roles=["sponsor"])
    Item.objects.all().delete()
    item = sent_item(osprey, mara, [dana], now=MONDAY)
    token = token_for(item, dana)
    for number, contact in enumerate((dana, bo)):
        commands.answer_by_link(
            token=token, digest=item.digest, given=APPROVE, visitor=signed_in(contact, now=NOW, token=f"t{number}"),
            now=NOW,
        )  # fmt: skip

    assert decided(item) == [("Dana Whitlock", "approve", "decided"), ("Bo Buyer", "approve", "late")]


@pytest.mark.parametrize(("mail", "flag"), [("marketing@client.example", False), ("dana@client.example", True)])
def test_a_shared_mailbox_never_approves(client, osprey, mara, mail, flag):
    team = make_contact(osprey, "Marketing", mail=mail, roles=["decision_maker"], is_shared=flag)
    item = sent_item(osprey, mara, [team], now=MONDAY)

    by_code(client, token_for(item, team), item)

    assert decided(item) == [("Marketing", "approve", "shared")]


def test_without_a_code_only_a_question_is_taken(client, item, token):
    with pytest.raises(Refused):
        commands.answer_by_link(token=token, digest=item.digest, given=APPROVE, visitor=None, now=NOW)
    page = client.post(f"/a/{token}/", given(item, "question", "Which date?"))

    assert "Nothing is decided yet" in page.content.decode()
    answer = Answer.objects.get()
    assert (answer.state, answer.confirmed, answer.words) == ("asked", False, "Which date?")
    assert AnswerLink.objects.get().used_at is None


@pytest.mark.parametrize("choice", ["changes", "question"])
def test_changes_and_questions_need_words(client, item, token, choice):
    page = client.post(f"/a/{token}/", given(item, choice))

    assert page.status_code == 422
    assert not Answer.objects.exists()
    with pytest.raises(Invalid):
        commands.keep_suspect(token=token, digest=item.digest, given=Given(choice, "", "DW"), now=NOW)


def test_a_wrong_code_decides_nothing_and_keeps_what_was_typed(client, item, token):
    sent = given(item, "changes", "Larger logo")
    page = client.post(f"/a/{token}/who/", sent | {"who": "me"}).content.decode()
    reference = re.search(r'name="reference" value="([^"]+)"', page)[1]
    code = f"{(int(code_sent()) + 1) % 10**6:06d}"
    answer = client.post(f"/a/{token}/code/", sent | {"reference": reference, "address": "x@y.example", "code": code})

    assert answer.status_code == 422
    assert "Larger logo" in answer.content.decode()
    assert not Answer.objects.exists()


def test_a_price_needs_a_new_code_on_a_known_device_too(osprey, mara, dana):
    item = sent_item(osprey, mara, [dana], now=MONDAY, body="It costs € 4,000.", kind="quote")
    if read(item).message_id and not AnswerLink.objects.filter(item=item).exists():
        pytest.skip("held by its lane")
    token, browser = token_for(item, dana), browser_of(dana)
    with pytest.raises(Refused, match="new code"):
        commands.answer_by_link(
            token=token, digest=item.digest, given=APPROVE, visitor=signed_in(dana, token="o"), now=NOW
        )  # fmt: skip
    sent = given(item)
    page = browser.post(f"/a/{token}/", sent).content.decode()
    reference = re.search(r'name="reference" value="([^"]+)"', page)[1]
    browser.post(f"/a/{token}/code/", sent | {"reference": reference, "address": "", "code": code_sent()})

    assert decided(item) == [("Dana Whitlock", "approve", "decided")]


def test_only_the_approvers_of_an_agreement_decide_up_to_their_amount(osprey, mara, dana, gwen):
    agreement = make_agreement(osprey, state="in_force")
    for name, what, most in (("Gwen Lewis", "all", 500_000), ("Dana Whitlock", "work", None)):
        NamedPerson.objects.create(
            agreement=agreement, side="client", role="Approver", name=name, approves=what, approves_up_to=most
        )
    cheap = sent_item(osprey, mara, [gwen, dana], now=MONDAY, body="It costs € 4,000.", kind="quote")
    dear = sent_item(osprey, mara, [gwen], now=MONDAY, body="It costs € 40,000.", kind="quote")
    for item, contact, number in ((dear, gwen, 1), (cheap, dana, 2), (cheap, gwen, 3)):
        commands.answer_by_link(
            token=token_for(item, contact), digest=item.digest, given=APPROVE, fresh=True, now=NOW,
            visitor=signed_in(contact, now=NOW, token=f"t{number}"),
        )  # fmt: skip

    assert decided(dear) == [("Gwen Lewis", "approve", "no_auth")]
    assert decided(cheap) == [("Dana Whitlock", "approve", "no_auth"), ("Gwen Lewis", "approve", "decided")]


def test_hold_on_after_approving_stops_the_next_step_until_someone_resumes(item, token, dana, mara, tim):
    browser = browser_of(dana)
    browser.post(f"/a/{token}/", given(item))
    page = browser.post(f"/a/{token}/hold/", {"words": "Legal called"}, follow=True).content.decode()

    answer = Answer.objects.get()
    assert "You asked us to hold on" in page
    assert (answer.is_held, answer.held_words) == (True, "Legal called")
    assert "Dana Whitlock asks to hold on" in Notification.objects.filter(person=mara).latest("pk").text
    with pytest.raises(Refused):
        taking_note.mark_seen(by=acting(mara), answer_id=answer.pk, now=NOW)
    with pytest.raises(NotSeen):
        taking_note.resume(by=acting(tim), answer_id=answer.pk, now=NOW)
    taking_note.resume(by=acting(mara), answer_id=answer.pk, now=NOW)
    assert not Answer.objects.get().is_held
    assert trail.actions_on(item)[-3:] == ["answer.decided", "answer.held", "answer.resumed"]


def test_someone_elses_device_can_not_hold(item, token, dana, gwen):
    browser_of(dana, token="d").post(f"/a/{token}/", given(item))
    with pytest.raises(Refused):
        commands.hold_on(token=token, visitor=signed_in(gwen, now=NOW, token="g"), words="", now=NOW)


def test_many_answers_through_one_link_are_refused(item, token):
    question = Given("question", "Which date?", "DW")
    for _again in range(rules.TRIES_AN_HOUR):
        commands.answer_by_link(token=token, digest=item.digest, given=question, visitor=None, now=NOW)
    with pytest.raises(Refused, match="Too many"):
        commands.answer_by_link(token=token, digest=item.digest, given=question, visitor=None, now=NOW)


def test_a_contact_who_left_has_no_say(item, token, dana):
    visitor = signed_in(dana, now=NOW)
    Contact.objects.filter(pk=dana.pk).update(is_active=False)

    assert browser_of_token().get(f"/a/{token}/").status_code == 200
    assert visitor.contacts == (dana,)


def browser_of_token() -> Client:
    """Return a browser with the cookie of a device whose contact has left."""
    browser = Client()
    browser.cookies["amity_client"] = "the-token-of-a-device"
    return browser


def test_an_answer_waits_for_author_and_account_manager_until_read(client, item, token, mara, dana):
    browser_of(dana).post(f"/a/{token}/", given(item))
    client.force_login(mara)
    assert "Dana Whitlock approved" in client.get("/waiting/").content.decode()
    page = client.get(f"/going-out/{item.pk}/").content.decode()
    assert "Signed “" in page

    client.post(f"/answers/{Answer.objects.get().pk}/read/")

    assert Answer.objects.get().seen_by == "Mara"


@pytest.mark.parametrize(
    ("address", "is_shared"),
    [
        ("info@x.example", True),
        ("Marketing+eu@x.example", True),
        ("dana@x.example", False),
        ("dana.info@x.example", False),
    ],
)
def test_addresses_of_teams_are_known(address, is_shared):
    assert rules.is_shared_mailbox(address) is is_shared
