"""A client signs an agreement by personal link: typed name, fresh code, and what is kept of it."""

import pytest

from amity.agreements import rules as agreements
from amity.agreements.calendar import follow_days
from amity.agreements.drafts.commands import drop_agreement
from amity.agreements.signatures.models import ClientSignature
from amity.agreements.steps import commands as steps
from amity.agreements.tests.making import read
from amity.audit import trail
from amity.audit.models import Record
from amity.lines.models import Terms
from amity.notifications.models import Notification
from amity.outbox.models import Message
from amity.people.models import Person
from amity.portal.answers.given import Given
from amity.portal.answers.models import Answer
from amity.portal.tests.answering import code_sent
from amity.portal.tests.deciding import by_code, decided, hidden
from amity.portal.tests.making import browser_of
from amity.portal.tests.signing import SIGN, sent, signed_by, sow
from amity.shared.errors import Invalid
from tests.builders import MONDAY, acting

__all__ = ["sent", "sow"]
pytestmark = pytest.mark.usefixtures("an_hour_later")


@pytest.fixture(autouse=True)
def smtp(settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.MEDIA_ROOT = tmp_path / "media"


def test_a_client_signs_by_typed_name_and_code_and_what_they_signed_is_kept(
    client, mara, sent, sow, osprey, dana, gwen
):
    item, token = sent
    page = client.get(f"/a/{token}/").content.decode()
    assert "Sign" in page
    assert "Your full name" in page

    done = by_code(client, token, item, name="Dana Whitlock")

    found = read(sow)
    kept = ClientSignature.objects.get(agreement=sow)
    assert "You signed this" in done.content.decode()
    assert Notification.objects.get(person=mara).text == f"Dana Whitlock signed “{sow.title}”"
    client.force_login(mara)
    assert "Signed" in client.get(f"/accounts/{osprey.pk}/conversation/").content.decode()
    copy = f"/client/sent/{item.pk}/signed.pdf"
    browser = browser_of(dana, token="copy")
    assert copy in browser.get(f"/client/sent/{item.pk}/").content.decode()
    assert browser.get(copy).content == b"%PDF-1.7 agreement"
    assert browser_of(gwen, token="other").get(copy).status_code == 404, "without the right to money"
    assert found.state == agreements.IN_FORCE
    assert found.signed_on == MONDAY.date()
    assert (kept.name, kept.address, kept.digest) == ("Dana Whitlock", dana.mail, item.digest)
    assert (kept.version, kept.contact, kept.item_id) == (found.versions.get(), dana, item.pk)
    assert trail.actions_on(sow)[-1] == "agreement.signed_by_client"
    assert Terms.objects.get(replaced_by=None).signed_on == MONDAY.date()
    recorded = found.recorded.get(step="signed")
    assert (recorded.client, recorded.agency, recorded.recorded_by) == ("Dana Whitlock", "Mara", "Dana Whitlock")


def test_who_typed_their_own_name_gets_a_code_at_once_and_is_not_asked_who_they_are(client, sent):
    item, token = sent
    signed = {"digest": item.digest, "choice": "approve", "name": "Dana Whitlock"}
    page = client.post(f"/a/{token}/", signed).content.decode()

    assert "A six-digit code is on its way to" in page
    assert "If we know" not in page
    done = client.post(f"/a/{token}/code/", signed | {"reference": hidden(page, "reference"), "code": code_sent()})
    assert done.status_code == 302
    assert decided(item) == [("Dana Whitlock", "approve", "decided")]


def test_who_typed_another_name_chooses_where_the_code_goes(client, sent):
    item, token = sent
    signed = {"digest": item.digest, "choice": "approve", "name": "Gwen Pryce"}
    page = client.post(f"/a/{token}/", signed).content.decode()

    assert "Please confirm that it’s you" in page
    other = client.post(f"/a/{token}/who/", signed | {"who": "other", "mail": "gwen@elsewhere.example"})
    assert "If we know" in other.content.decode()


def test_initials_are_no_signature(sent, dana):
    with pytest.raises(Invalid, match="full name"):
        signed_by(sent, dana, Given("approve", "", "D.W."))


def test_only_an_approver_signs(sent, sow, gwen):
    answer = signed_by(sent, gwen, Given("approve", "", "Gwen Lewis"))

    assert answer.state == "no_auth"
    assert read(sow).state == agreements.WITH_CLIENT


def test_a_client_who_asks_for_changes_signs_nothing_and_their_words_are_recorded(sent, sow, dana):
    signed_by(sent, dana, Given("changes", "We pay within 60 days.", "DW"))

    found = read(sow)
    assert found.state == agreements.WITH_CLIENT
    assert found.recorded.get(step="returned").note == "We pay within 60 days."
    assert decided(sent[0]) == [("Dana Whitlock", "changes", "decided")]


def test_a_client_who_declines_types_no_signature_and_the_agreement_says_so(client, mara, sent, sow, dana):
    item, token = sent
    browser = browser_of(dana, token="known")
    page = browser.get(f"/a/{token}/").text
    assert [label in page for label in (">Sign<", ">Ask for changes<", ">Decline<", ">Question<")] == [True] * 4
    known = {"digest": item.digest, "choice": "decline"}
    assert "Enter why you decline" in browser.post(f"/a/{token}/", known).text
    assert "Enter your full name" in browser.post(f"/a/{token}/", known | {"choice": "approve"}).text
    code = browser.post(f"/a/{token}/", known | {"words": "We do it ourselves."}).text
    assert "Enter the code" in code

    signed_by(sent, dana, Given("decline", "We do it ourselves.", "Dana Whitlock"))

    assert decided(item) == [("Dana Whitlock", "decline", "decided")]
    assert (read(sow).state, read(sow).recorded.latest("pk").step) == (agreements.WITH_CLIENT, "declined")
    assert trail.actions_on(sow)[-1] == "agreement.declined_by_client"
    assert "You declined this. Thank you for the reason." in browser.get(f"/client/sent/{item.pk}/").text
    assert "We need nothing from you" in browser.get("/client/").text
    assert Notification.objects.get(person=mara).text == f"Dana Whitlock declined “{sow.title}”"
    client.force_login(mara)
    seen = client.get(f"/agreements/{sow.pk}/")
    assert seen.context["title"] == f"Dana Whitlock declined {sow.title}"
    assert [one.label for one in seen.context["buttons"]] == ["Return to draft", "Withdraw"]
    assert "We do it ourselves." in client.get(f"/agreements/{sow.pk}/drop/").text, "the reason is not typed again"


def test_a_document_that_we_withdrew_no_longer_asks_to_be_signed(mara, sent, sow, dana):
    browser, address = browser_of(dana, token="known"), f"/client/sent/{sent[0].pk}/"
    before = browser.get(address).text
    drop_agreement(by=acting(mara), agreement_id=sow.pk, version=read(sow).version, reason="Not wanted", now=MONDAY)

    after = browser.get(address).text

    gone = "We no longer need your signature on this document."
    assert [(gone in page, ">Sign<" in page, "Send question" in page) for page in (before, after)] == [
        (False, True, False), (True, False, True),
    ]  # fmt: skip


def test_a_client_who_declined_reads_that_and_not_that_they_asked_for_changes(sent, dana, gwen):
    signed_by(sent, dana, Given("decline", "We do it ourselves.", "Dana Whitlock"))

    page = browser_of(gwen, token="other").get(f"/a/{sent[1]}/").text

    assert ("declined this" in page, "asked for changes" in page) == (True, False)


def test_after_changes_are_asked_for_the_next_step_is_to_draft_them(client, mara, sent, sow, dana):
    signed_by(sent, dana, Given("changes", "We pay within 60 days.", "Dana Whitlock"))
    client.force_login(mara)

    seen = client.get(f"/agreements/{sow.pk}/")

    assert seen.context["title"] == f"Dana Whitlock asks for changes to {sow.title}"
    assert [one.label for one in seen.context["buttons"]] == ["Record the signature", "Return to draft"]


def test_who_may_not_sign_may_not_decline_either(sent, sow, gwen):
    _item, token = sent
    page = browser_of(gwen, token="g").get(f"/a/{token}/").text

    assert ">Decline<" not in page
    assert signed_by(sent, gwen, Given("decline", "No.", "Gwen Lewis")).state == "no_auth"
    assert not read(sow).recorded.filter(step="declined").exists()


def test_an_agreement_that_was_signed_on_paper_meanwhile_is_not_signed_twice(mara, sent, sow, dana):
    evidence = steps.Evidence(MONDAY.date(), "Dana Whitlock", "Mara")
    steps.record_signature(
        by=acting(mara), agreement_id=sow.pk, version=read(sow).version, evidence=evidence, now=MONDAY
    )

    answer = signed_by(sent, dana)

    assert (answer.state, answer.outcome) == ("late", "The agreement was no longer with the client.")
    assert not ClientSignature.objects.exists()


def test_once_its_author_has_left_what_follows_is_done_for_the_director(mara, sent, sow, dana):
    type(mara).objects.filter(pk=mara.pk).update(is_active=False)

    signed_by(sent, dana)

    assert read(sow).state == agreements.IN_FORCE
    assert Record.objects.filter(action="line.terms_set").latest("pk").on_behalf_of == sow.account.director_id


def test_a_signature_that_no_colleague_can_follow_is_kept_and_decides_nothing(mara, sent, sow, dana):
    Person.objects.update(is_active=False)

    answer = signed_by(sent, dana)

    assert answer.outcome == "No one on our team can take this signature now. Record it by hand."
    page = browser_of(dana, token="later").get(f"/client/sent/{sent[0].pk}/").text
    assert "has your signature, but it doesn’t count yet" in page
    assert read(sow).state == agreements.WITH_CLIENT


def test_hold_on_after_signing_keeps_an_agreement_from_coming_into_force(client, mara, sent, sow, dana):
    Agreement = type(sow)  # noqa: N806 - a class
    later = MONDAY.date().replace(day=25)
    signed_by(sent, dana)
    Agreement.objects.filter(pk=sow.pk).update(state=agreements.SIGNED, starts_on=later)
    browser_of(dana, token="h").post(f"/a/{sent[1]}/hold/", {"words": "Legal called"})

    assert Answer.objects.get().is_held
    assert follow_days(MONDAY.replace(day=26)) == 0
    client.force_login(mara)
    assert "The client asked to hold on" in client.get(f"/agreements/{sow.pk}/").content.decode()


@pytest.mark.parametrize(
    ("answer", "subject", "words"),
    [
        (SIGN, "Dana Whitlock signed “{}”", ""),
        (Given("decline", "We stay by phone.", "DW"), "Dana Whitlock declined “{}”", "We stay by phone."),
        (Given("changes", "We pay within 60 days.", "DW"), "Dana Whitlock asks for changes to “{}”", "within 60 days."),
    ],
)
def test_who_sent_a_document_gets_the_decision_and_its_words_by_email(sent, sow, mara, dana, answer, subject, words):
    signed_by(sent, dana, answer)

    told = Message.objects.get(kind="document_answered")
    assert (told.to, told.audience, told.subject) == (mara.mail, "staff", subject.format(sow.title))
    assert words in told.body
    assert f"/going-out/{sent[0].pk}/" in told.body


def test_a_question_about_a_document_is_no_email(sent, dana):
    signed_by(sent, dana, Given("question", "Who is on the team?", "DW"))

    assert not Message.objects.filter(kind="document_answered").exists()
