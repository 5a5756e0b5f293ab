"""A story that a client found useful suggests a mood where none is known, and never covers anything else."""

from datetime import timedelta

import pytest

from amity.accounts.models import Contact
from amity.insights.shares.commands import record_outcome
from amity.insights.shares.models import Received
from amity.insights.tests.making import make_matches, make_share, make_source
from amity.status.answers.prefill import prefill_of
from amity.status.tests.making import make_status
from tests.builders import MONDAY, acting, make_account, make_project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
TODAY = MONDAY.date()


@pytest.fixture
def app(osprey, piet):
    return make_project(osprey, name="Branch app", manager=piet)


@pytest.fixture
def got(osprey, mara):
    """Return what Cleo got: a story that Mara shared two days ago."""
    cleo = Contact.objects.create(account=osprey, name="Cleo Marsh", mail="cleo@osprey.example")
    [match] = make_matches(make_source(osprey), ["Westline sells in two languages"])
    share = make_share(match, cleo, author=mara)
    return Received.objects.create(
        share=share, story=match.story, contact=cleo, mail=cleo.mail, sent_at=MONDAY - timedelta(days=2)
    )  # fmt: skip


def answered(got, by, outcome, at=MONDAY):
    record_outcome(by=acting(by), received_id=got.pk, outcome=outcome, now=at)


def test_a_useful_story_suggests_a_mood_where_none_is_known_with_its_source(app, got, mara):
    assert prefill_of(app, TODAY).fields.mood == "unknown"
    answered(got, mara, "useful")
    known = prefill_of(app, TODAY)
    assert known.heard is not None
    assert (known.fields.mood, known.heard.on) == ("confident", TODAY)
    assert known.heard.words == "Cleo Marsh found useful what you shared: Westline sells in two languages"
    assert known.heard.hint == "from their answer to a story you shared"


@pytest.mark.parametrize("outcome", ["replied", "not_useful"])
def test_a_reply_or_a_story_of_no_use_suggests_nothing(app, got, mara, outcome):
    answered(got, mara, outcome)
    assert prefill_of(app, TODAY).fields.mood == "unknown"


def test_it_never_covers_an_earlier_answer_or_anything_else_that_the_client_said(app, got, mara, piet):
    answered(got, mara, "useful")
    got.contact.standing = "doubts"
    got.contact.save()
    assert prefill_of(app, TODAY).fields.mood == "tense"
    got.contact.standing = ""
    got.contact.save()
    make_status(app, piet, MONDAY - timedelta(days=7), mood="tense")
    assert (prefill_of(app, TODAY).fields.mood, prefill_of(app, TODAY).heard) == ("tense", None)


def test_neither_another_account_nor_an_old_answer_is_used(app, got, mara, piet):
    other = make_project(make_account("Birch", manager=mara), name="Shop", manager=piet)
    answered(got, mara, "useful", MONDAY - timedelta(days=91))
    assert prefill_of(app, TODAY).fields.mood == "unknown"
    answered(got, mara, "useful")
    assert prefill_of(other, TODAY).fields.mood == "unknown"
