"""A client answers the email with a brief: confirmed, returned to draft with their words, or held."""

import pytest

from amity.accounts.models import Contact
from amity.briefs.client_copy.sending import PRICED
from amity.briefs.conversion.commands import convert_brief
from amity.briefs.models import Brief, Step
from amity.briefs.moves import rules as states
from amity.briefs.tests.making import make_brief_line, make_whole_brief
from amity.gate.items import commands as gate
from amity.gate.releases.commands import release_due
from amity.gate.subjects.commands import write_about
from amity.gate.tests.making import read
from amity.outbox.sending import deliver
from amity.portal.answers import commands
from amity.portal.answers.given import Given
from amity.portal.tests.answering import token_for
from amity.portal.tests.deciding import APPROVE, NOW
from amity.portal.tests.making import signed_in
from amity.shared.errors import Refused
from tests.builders import MONDAY, acting, make_agreement

pytestmark = pytest.mark.usefixtures("an_hour_later")


@pytest.fixture
def brief(settings, mara, osprey, piet):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    make_agreement(osprey)  # a client we know needs a short brief
    brief = make_whole_brief(mara, osprey, piet)
    Contact.objects.filter(name="Gwen Pryce").update(roles=["decision_maker"])
    return brief


@pytest.fixture
def sent(mara, brief):
    """Return the email with the brief once it has left, and the token of its link."""
    item = write_about(by=acting(mara), key=PRICED, subject_id=brief.pk, now=MONDAY)
    gate.submit(by=acting(mara), item_id=item.pk, version=item.version, now=MONDAY)
    release_due(lambda: MONDAY)
    token = token_for(read(item), brief.approver)
    deliver(lambda: MONDAY)
    return read(item), token


def answered(sent, brief, given=APPROVE):
    item, token = sent
    visitor = signed_in(brief.approver, now=NOW)
    answer = commands.answer_by_link(
        token=token, digest=item.digest, given=given, visitor=visitor, fresh=True, now=NOW
    )  # fmt: skip
    brief.refresh_from_db()
    return answer, visitor


def test_approving_is_the_clients_confirmation_of_the_brief(sent, brief):
    answered(sent, brief)

    step = Step.objects.filter(brief=brief).latest("pk")
    assert brief.state == states.CONFIRMED
    assert (step.contact, step.stated_on, step.outgoing) == (brief.approver, MONDAY.date(), sent[0])
    assert step.by_label == brief.approver.name


def test_asking_for_changes_returns_it_to_draft_with_their_words(sent, brief):
    answered(sent, brief, Given("changes", "Without the radio, please.", "GP"))

    assert brief.state == states.DRAFT
    assert Step.objects.filter(brief=brief).latest("pk").note == "Without the radio, please."


def test_a_brief_that_changed_since_it_was_sent_is_not_confirmed(mara, sent, brief):
    Brief.objects.filter(pk=brief.pk).update(state=states.DRAFT)
    make_brief_line(mara, brief, title="Radio")
    Brief.objects.filter(pk=brief.pk).update(state=states.WITH_CLIENT)

    answer, _visitor = answered(sent, brief)

    assert (answer.state, answer.outcome) == ("late", "The brief changed since it was sent.")
    assert brief.state == states.WITH_CLIENT


def test_a_confirmed_brief_on_hold_does_not_become_work(mara, sent, brief):
    _answer, visitor = answered(sent, brief)
    commands.hold_on(token=sent[1], visitor=visitor, words="Legal called", now=NOW)

    with pytest.raises(Refused, match="asked to hold on"):
        convert_brief(by=acting(mara), brief_id=brief.pk, version=brief.version, now=NOW)
