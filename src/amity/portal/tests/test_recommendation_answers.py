"""A client answers the email with a recommendation: accepted, declined with the reason, or held."""

import pytest
from django.test import Client

from amity.accounts.models import Contact
from amity.advice.fields import RecommendationFields
from amity.advice.models import Recommendation
from amity.advice.recommendations.commands import brief_from_recommendation, edit_recommendation
from amity.advice.recommendations.sending import RECOMMENDATION
from amity.advice.tests.making import make_goal, make_recommendation
from amity.gate.items import commands as gate
from amity.gate.releases.commands import release_due
from amity.gate.subjects.commands import write_about
from amity.gate.tests.making import read
from amity.outbox.sending import deliver
from amity.portal.answers import commands
from amity.portal.answers.given import Given
from amity.portal.answers.wording import sentence_of
from amity.portal.needed.answers import awaiting_answer
from amity.portal.tests.answering import token_for
from amity.portal.tests.deciding import APPROVE, NOW, by_code, decided
from amity.portal.tests.making import signed_in
from amity.shared.errors import Invalid, Refused
from tests.builders import MONDAY, acting

pytestmark = pytest.mark.usefixtures("an_hour_later")


@pytest.fixture
def gwen(osprey):
    return Contact.objects.create(
        account=osprey, name="Gwen Pryce", mail="gwen@osprey.example", roles=["decision_maker"], language="en"
    )


@pytest.fixture
def row(settings, mara, osprey, gwen):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return make_recommendation(mara, osprey, make_goal(osprey), expected_value=14)


@pytest.fixture
def sent(mara, row, gwen):
    """Return the email with the recommendation once it has left, and the token of its link."""
    item = write_about(by=acting(mara), key=RECOMMENDATION, subject_id=row.pk, now=MONDAY)
    gate.submit(by=acting(mara), item_id=item.pk, version=item.version, now=MONDAY)
    release_due(lambda: MONDAY)
    token = token_for(read(item), gwen)
    deliver(lambda: MONDAY)
    row.refresh_from_db()
    return read(item), token


def answered(sent, row, gwen, given=APPROVE):
    item, token = sent
    visitor = signed_in(gwen, now=NOW)
    answer = commands.answer_by_link(
        token=token, digest=item.digest, given=given, visitor=visitor, fresh=True, now=NOW
    )  # fmt: skip
    row.refresh_from_db()
    return answer, visitor


def test_the_email_has_goal_evidence_advice_and_effect_and_asks_for_an_answer(sent, row, gwen):
    item, _token = sent
    parts = ("Your goal: Sell in the app", "Westline did", "Hire a Welsh writer", "More tickets in the app (tickets")
    assert [part for part in parts if part not in item.body] == []
    assert "14%" in item.body
    assert "Please accept or decline this, or ask a question here:" in item.closing
    assert "ask for changes" not in item.closing
    assert (item.kind, row.state) == ("recommendation", "sent")
    assert [one.pk for one in awaiting_answer([gwen])] == [item.pk]


def test_accepting_through_the_link_is_the_clients_answer(sent, row, gwen):
    item, token = sent
    page = Client().get(f"/a/{token}/").content.decode()
    assert "<b>Accept</b>" in page
    assert "<b>Decline</b>" in page

    done = by_code(Client(), token, item, words="Yes, before the summer.")

    assert "You accepted this. Thank you." in done.content.decode()
    assert decided(item) == [("Gwen Pryce", "approve", "decided")]
    row.refresh_from_db()
    assert (row.state, row.stated_by, row.client_words) == ("accepted", gwen, "Yes, before the summer.")
    assert awaiting_answer([gwen]) == []


def test_declining_needs_a_reason(sent, row, gwen):
    with pytest.raises(Invalid, match="Enter why you decline"):
        answered(sent, row, gwen, Given("changes", "", "GP"))


def test_the_reason_for_declining_is_saved(sent, row, gwen):
    answer, _visitor = answered(sent, row, gwen, Given("changes", "No budget before April.", "GP"))

    assert (row.state, row.declined_why, row.stated_by) == ("declined", "No budget before April.", gwen)
    assert sentence_of(answer) == "Gwen Pryce declined “Our recommendation: Write both languages at once”"


def test_who_may_not_decide_declines_nothing(sent, row, gwen):
    Contact.objects.filter(pk=gwen.pk).update(roles=["day_to_day"])
    gwen.refresh_from_db()

    answer, _visitor = answered(sent, row, gwen, Given("changes", "I’d rather not.", "GP"))

    assert (answer.state, row.state) == ("no_auth", "sent")
    assert "declines “Our recommendation" in sentence_of(answer)


def test_on_hold_no_brief_is_created_until_someone_resumes(mara, sent, row, gwen):
    _answer, visitor = answered(sent, row, gwen)
    commands.hold_on(token=sent[1], visitor=visitor, words="Legal called", now=NOW)
    row.refresh_from_db()

    with pytest.raises(Refused, match="hold on"):
        brief_from_recommendation(by=acting(mara), recommendation_id=row.pk, version=row.version, now=NOW)


def test_one_that_was_withdrawn_meanwhile_is_not_accepted(sent, row, gwen):
    Recommendation.objects.filter(pk=row.pk).update(state="withdrawn")
    answer, _visitor = answered(sent, row, gwen)
    assert (answer.state, row.state) == ("late", "withdrawn")


def test_an_email_about_an_older_text_is_not_sent(mara, row, gwen):
    item = write_about(by=acting(mara), key=RECOMMENDATION, subject_id=row.pk, now=MONDAY)
    changed = RecommendationFields(goal_id=row.goal_id, **{
        name: getattr(row, name) for name in ("title", "evidence", "effect", "expected_on")
    }, advice="Hire two writers")  # fmt: skip
    edit_recommendation(by=acting(mara), recommendation_id=row.pk, version=1, fields=changed, now=MONDAY)
    with pytest.raises(Invalid, match="The recommendation changed since the email was written"):
        gate.submit(by=acting(mara), item_id=item.pk, version=item.version, now=MONDAY)
