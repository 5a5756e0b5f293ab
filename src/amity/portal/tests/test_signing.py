"""A client signs an agreement by personal link: typed name, fresh code, and what is kept of it."""

import pytest

from amity.agreements import rules as agreements
from amity.agreements.calendar import follow_days
from amity.agreements.client_copy.sending import AGREEMENT
from amity.agreements.signatures.models import ClientSignature
from amity.agreements.steps import commands as steps
from amity.agreements.tests.making import make_draft, make_offer, read, submit
from amity.audit import trail
from amity.audit.models import Record
from amity.gate.items import commands as gate
from amity.gate.releases.commands import release_due
from amity.gate.subjects.commands import write_about
from amity.gate.tests.making import read as read_item
from amity.lines.models import Terms
from amity.outbox.sending import deliver
from amity.people.models import Person
from amity.portal.answers import commands
from amity.portal.answers.given import Given
from amity.portal.answers.models import Answer
from amity.portal.tests.answering import token_for
from amity.portal.tests.deciding import NOW, by_code, decided
from amity.portal.tests.making import browser_of, signed_in
from amity.reports.agreement_documents import document
from amity.shared.errors import Invalid
from tests.builders import MONDAY, acting

pytestmark = pytest.mark.usefixtures("an_hour_later")
SIGN = Given("approve", "", "Dana Whitlock")


@pytest.fixture(autouse=True)
def smtp(settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def sow(mara, osprey, dana):
    sow = make_draft(mara, osprey)
    make_offer(mara, sow)
    return submit(mara, sow)


@pytest.fixture
def sent(mara, sow, monkeypatch):
    """Return the email with an agreement, which has left, and the token of its link."""
    monkeypatch.setattr("amity.agreements.places.printers", [lambda *_about: b"%PDF-1.7 agreement"])
    item = write_about(by=acting(mara), key=AGREEMENT, subject_id=sow.pk, now=MONDAY)
    gate.submit(by=acting(mara), item_id=item.pk, version=item.version, now=MONDAY)
    release_due(lambda: MONDAY)
    item = read_item(item)
    dana_token = token_for(item, item.recipients.get().contact)
    deliver(lambda: MONDAY)
    return read_item(item), dana_token


def signed_by(sent, contact, answer=SIGN):
    item, token = sent
    return commands.answer_by_link(
        token=token, digest=item.digest, given=answer, visitor=signed_in(contact, now=NOW), fresh=True, now=NOW
    )


def test_a_client_signs_by_typed_name_and_code_and_what_they_signed_is_kept(client, sent, sow, dana):
    item, token = sent
    page = client.get(f"/a/{token}/").content.decode()
    assert "Sign" in page
    assert "Your full name" in page

    done = by_code(client, token, item, name="Dana Whitlock")

    found = read(sow)
    kept = ClientSignature.objects.get(agreement=sow)
    assert "You signed this" in done.content.decode()
    assert found.state == agreements.IN_FORCE
    assert found.signed_on == MONDAY.date()
    assert (kept.name, kept.address, kept.digest) == ("Dana Whitlock", dana.mail, item.digest)
    assert (kept.version, kept.contact, kept.item_id) == (found.versions.get(), dana, item.pk)
    assert trail.actions_on(sow)[-1] == "agreement.signed_by_client"
    assert Terms.objects.get(replaced_by=None).signed_on == MONDAY.date()
    recorded = found.recorded.get(step="signed")
    assert (recorded.client, recorded.agency, recorded.recorded_by) == ("Dana Whitlock", "Mara", "Dana Whitlock")


def test_the_signed_document_has_name_address_time_and_digest(sent, sow, dana):
    signed_by(sent, dana)

    content = document.content(read(sow), sow.versions.get())

    written = str(content["sides"]) + content["proof"]
    for fact in ("Dana Whitlock", dana.mail, "23 Nov 2026, 1", sent[0].digest, "Mara"):
        assert fact in written


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
