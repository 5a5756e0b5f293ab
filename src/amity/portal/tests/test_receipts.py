"""Who signed gets one email with what they signed, when and under which name, in their language."""

import pytest

from amity.accounts.erasure.commands import erase_contact
from amity.mailbox.bounces.commands import record_bounce
from amity.mailbox.tests.letters import bounce
from amity.notifications.models import Notification
from amity.outbox.models import Message
from amity.outbox.queries import new_message_id
from amity.outbox.sending import deliver
from amity.people.tokens.commands import make_token
from amity.portal.answers.commands import answer_by_link
from amity.portal.answers.given import Given
from amity.portal.tests.deciding import NOW
from amity.portal.tests.making import browser_of, signed_in
from amity.portal.tests.signing import SIGN, sent, signed_by, sow
from amity.shared.errors import NotSeen
from tests.builders import acting

__all__ = ["sent", "sow"]
pytestmark = pytest.mark.usefixtures("an_hour_later")


@pytest.fixture(autouse=True)
def smtp(settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.MEDIA_ROOT = tmp_path / "media"


def receipts():
    return Message.objects.filter(kind="signed")


@pytest.mark.parametrize(
    ("language", "subject", "sentence", "reason"),
    [
        ("en", "You signed: {}", "You signed “{}” as Dana Whitlock on", "because you signed a document for"),
        ("de", "Von Ihnen unterschrieben: {}", "Sie haben „{}“ am", "weil Sie ein Dokument für"),
        ("fr", "Vous avez signé : {}", "Vous avez signé «\u202f{}\u202f» le", "parce que vous avez signé"),
    ],
)
def test_who_signed_reads_what_when_and_where_it_is(sent, sow, mara, dana, language, subject, sentence, reason):
    dana.language = language
    dana.save()
    signed_by(sent, dana)

    one = receipts().get()
    assert (one.to, one.audience, one.shown) == (dana.mail, "guest", {"Reply-To": [mara.mail]})
    assert one.subject == subject.format(sow.title)
    assert sentence.format(sow.title) in one.body
    assert reason in one.body
    assert f"/client/sent/{sent[0].pk}/\n" in one.body


def test_a_signature_that_is_sent_twice_is_confirmed_once(sent, dana):
    item, token = sent
    signed = {"token": token, "digest": item.digest, "given": SIGN, "visitor": signed_in(dana, now=NOW), "fresh": True}
    answer_by_link(**signed, now=NOW)
    with pytest.raises(NotSeen):
        answer_by_link(**signed, now=NOW)

    assert receipts().count() == 1


def test_a_client_who_asks_for_changes_gets_no_confirmation(sent, dana):
    signed_by(sent, dana, Given("changes", "We pay within 60 days.", "DW"))

    assert not receipts().exists()


def test_who_cannot_sign_gets_no_confirmation(sent, gwen):
    signed_by(sent, gwen, Given("approve", "", "Gwen Lewis"))

    assert not receipts().exists()


def test_both_pages_say_where_the_confirmation_goes(client, sent, mara, dana):
    signed_by(sent, dana)
    theirs = browser_of(dana, token="r").get(f"/a/{sent[1]}/").content.decode()
    client.force_login(mara)
    ours = client.get(f"/going-out/{sent[0].pk}/").content.decode()

    assert f"We are sending a confirmation to <span data-verbatim>{dana.mail}</span>." in theirs
    assert f"Confirmation email to <span data-verbatim>{dana.mail}</span>: Waiting" in ours


def test_without_an_email_server_the_client_is_promised_no_confirmation(settings, sent, dana):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    signed_by(sent, dana)

    assert receipts().get().state == "kept"
    assert "confirmation" not in browser_of(dana, token="k").get(f"/a/{sent[1]}/").content.decode()


def test_a_confirmation_that_comes_back_is_shown_and_told(client, sent, sow, mara, dana):
    signed_by(sent, dana)
    deliver(lambda: NOW)
    one = receipts().get()
    assert one.state == "sent"

    record_bounce(bounce(one, dana.mail), NOW)

    client.force_login(mara)
    page = client.get(f"/going-out/{sent[0].pk}/").content.decode()
    assert f"Confirmation email to <span data-verbatim>{dana.mail}</span>: Came back" in page
    told = f"Dana Whitlock didn’t get the email that confirms they signed “{sow.title}”"
    assert list(Notification.objects.filter(person=mara, text=told).values_list("path", flat=True)) == [
        f"/going-out/{sent[0].pk}/"
    ]
    assert "confirmation" not in browser_of(dana, token="b").get(f"/a/{sent[1]}/").content.decode()


def test_a_bounce_for_another_address_or_email_changes_nothing(sent, dana):
    signed_by(sent, dana)
    deliver(lambda: NOW)

    record_bounce(bounce(receipts().get(), "gwen@client.example"), NOW)
    record_bounce(bounce(Message(message_id=new_message_id()), dana.mail), NOW)

    assert receipts().get().state == "sent"


def test_rest_returns_the_state_of_a_confirmation(client, sent, mara, dana, gwen):
    signed_by(sent, gwen, Given("question", "Is VAT included?", "GL"), device="another")
    signed_by(sent, dana)
    token = make_token(by=acting(mara), name="x", scopes=["read"], days=1, now=NOW).secret

    rows = client.get("/api/v1/answers", headers={"Authorization": f"Bearer {token}"}).json()["items"]

    assert {(row["choice"], row["receipt_state"]) for row in rows} == {("question", ""), ("approve", "waiting")}


def test_the_confirmation_goes_with_who_signed_when_they_are_erased(client, sent, mara, dana):
    signed_by(sent, dana, Given("approve", "", "Dana J. Whitlock"))
    assert "as Dana J. Whitlock on" in receipts().get().body

    erase_contact(by=acting(mara), contact_id=dana.pk, version=dana.version, now=NOW)

    assert not receipts().exists()
    client.force_login(mara)
    assert "Confirmation email" not in client.get(f"/going-out/{sent[0].pk}/").content.decode()
