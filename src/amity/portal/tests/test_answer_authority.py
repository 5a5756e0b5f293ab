"""Who decides: approvers up to their amount, with a fresh code for prices; hold on; and where answers wait."""

import pytest
from django.test import Client

from amity.accounts.models import Contact
from amity.agreements.named_people.models import NamedPerson
from amity.audit import trail
from amity.notifications.models import Notification
from amity.portal.answers import commands, rules, taking_note
from amity.portal.answers.given import Given
from amity.portal.answers.models import Answer
from amity.portal.tests.answering import code_sent, sent_item, token_for
from amity.portal.tests.deciding import APPROVE, NOW, decided, given, hidden
from amity.portal.tests.making import browser_of, signed_in
from amity.shared.errors import NotSeen, Refused
from tests.builders import MONDAY, acting, make_agreement

pytestmark = pytest.mark.usefixtures("an_hour_later")


def test_a_price_needs_a_new_code_on_a_known_device_too(osprey, mara, dana):
    item = sent_item(osprey, mara, [dana], now=MONDAY, body="It costs € 4,000.", kind="quote")
    token, browser = token_for(item, dana), browser_of(dana)
    with pytest.raises(Refused, match="new code"):
        commands.answer_by_link(
            token=token, digest=item.digest, given=APPROVE, visitor=signed_in(dana, token="o"), now=NOW
        )  # fmt: skip
    sent = given(item)
    page = browser.post(f"/a/{token}/", sent).content.decode()
    reference = hidden(page, "reference")
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
