"""Answers by a personal link: each way in which one must not count is refused, or kept without counting."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from amity.audit.models import Record
from amity.gate.models import Item
from amity.gate.tests.making import make_contact
from amity.notifications.models import Notification
from amity.portal.answers import commands
from amity.portal.answers.given import Given
from amity.portal.answers.models import Answer
from amity.portal.links.models import AnswerLink
from amity.portal.tests.answering import code_sent, sent_item, token_for
from amity.portal.tests.deciding import APPROVE, NOW, by_code, decided, given, hidden
from amity.portal.tests.making import signed_in
from amity.portal.visitors.models import EmailedCode
from amity.shared.errors import Invalid, NotSeen, Refused
from tests.builders import MONDAY, make_account

pytestmark = pytest.mark.usefixtures("an_hour_later")


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
    page = client.post(f"/a/{token_for(fresh, dana)}/", given(fresh, "question", "Is it due?"))

    assert "Nothing is decided yet" in page.content.decode()
    assert decided(fresh) == [("Dana Whitlock", "question", "scanner")]
    assert AnswerLink.objects.get().used_at is None


@pytest.mark.parametrize("name", ["DW", "Dana Whitlock"])
def test_a_form_that_is_perhaps_a_scanners_decides_nothing_and_sends_no_code(client, osprey, mara, dana, name):
    fresh = sent_item(osprey, mara, [dana], now=MONDAY, delivered=NOW - timedelta(seconds=25))
    page = client.post(f"/a/{token_for(fresh, dana)}/", given(fresh, name=name))

    assert "Please confirm that it’s you" in page.content.decode()
    assert not Answer.objects.exists()
    assert not EmailedCode.objects.exists()


def test_a_person_who_is_quick_decides_with_a_code(client, osprey, mara, dana):
    fresh = sent_item(osprey, mara, [dana], now=MONDAY, delivered=NOW - timedelta(seconds=25))
    page = by_code(client, token_for(fresh, dana), fresh)

    assert "You approved this. Thank you." in page.content.decode()
    assert decided(fresh) == [("Dana Whitlock", "approve", "decided")]


def test_a_scanner_that_opens_every_link_of_the_email_is_kept_and_not_counted(client, item, token, time_machine):
    client.get(f"/a/{token}/")
    client.get(f"/a/{token}/why/")
    client.post(f"/a/{token}/", given(item, "question", "Is it due?"))
    assert decided(item) == [("Dana Whitlock", "question", "scanner")]

    time_machine.move_to(NOW + timedelta(minutes=11), tick=False)
    client.post(f"/a/{token}/", given(item, "question", "Is it due?"))
    assert decided(item)[1] == ("Dana Whitlock", "question", "asked")


def test_another_client_is_not_taken_for_the_scanner(client, item, token):
    scanner = Client(headers={"user-agent": "SafeLinks"})
    scanner.get(f"/a/{token}/")
    scanner.get(f"/a/{token}/why/")

    client.post(f"/a/{token}/", given(item, "question", "Is it due?"))
    assert decided(item) == [("Dana Whitlock", "question", "asked")]


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
    assert f'href="{reverse("portal:sign_in")}"' in used.content.decode()
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


def test_a_question_through_a_link_is_not_told_as_its_owners(client, item, token, mara, dana):
    client.post(f"/a/{token}/", given(item, "question", "Which date?", name="GL"))
    told = Notification.objects.filter(person=mara).latest("pk").text
    client.force_login(mara)
    places = (f"/going-out/{item.pk}/", f"/accounts/{item.account_id}/conversation/")
    pages = [client.get(place).content.decode() for place in places]

    assert told.startswith("“GL” has a question")
    assert told.endswith("It came through Dana Whitlock’s link and isn’t confirmed.")
    assert Record.objects.get(action="answer.asked").actor_label == ""
    assert "someone with <span data-verbatim>Dana Whitlock</span>’s link" in pages[0]
    assert "Someone with this contact’s link typed “GL”" in pages[1]


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
    reference = hidden(page, "reference")
    code = f"{(int(code_sent()) + 1) % 10**6:06d}"
    answer = client.post(f"/a/{token}/code/", sent | {"reference": reference, "address": "x@y.example", "code": code})

    assert answer.status_code == 422
    assert "Larger logo" in answer.content.decode()
    assert not Answer.objects.exists()


def test_what_was_perhaps_a_scanners_no_longer_waits_once_it_was_sent_again(client, osprey, mara, dana, time_machine):
    fresh = sent_item(osprey, mara, [dana], now=MONDAY, delivered=NOW - timedelta(seconds=25))
    token = token_for(fresh, dana)
    for words in ("Is it due?", "Who is it for?"):
        client.post(f"/a/{token}/", given(fresh, "question", words))
    time_machine.move_to(NOW + timedelta(minutes=2), tick=False)
    client.post(f"/a/{token}/", given(fresh, "question", "Is it due?"))

    waiting = Answer.objects.waiting_for(mara).values_list("state", "words")
    assert sorted(waiting) == [("asked", "Is it due?"), ("scanner", "Who is it for?")], "someone may have typed it"
