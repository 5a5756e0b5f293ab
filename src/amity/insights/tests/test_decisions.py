"""A story becomes a decision once, with what is known as facts, and is credited for it."""

import pytest

from amity.accounts.models import Contact
from amity.decisions.models import Decision
from amity.insights import decisions
from amity.insights.shares.models import Received
from amity.insights.stories.models import Match
from amity.insights.tests.making import make_matches, make_source
from amity.insights.tests.test_sharing import WHY, send, share
from amity.mailbox.tests.making import make_message
from amity.people import rules as roles
from amity.shared.errors import NotSeen, Refused
from tests.builders import MONDAY, acting, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
STORY = "Westline sells in two languages"


@pytest.fixture
def match(osprey) -> Match:
    reasons = [["Sell tickets in the app", "goal", 2.1], ["Westline", "competitor", 1.4]]
    (found,) = make_matches(make_source(osprey), [STORY], reasons=reasons)
    return found


def decided(by, match) -> Decision:
    return decisions.decide_story(by=acting(by), match_id=match.pk, now=MONDAY)


def test_it_carries_the_headline_the_goal_our_words_and_their_reply(osprey, mara, match):
    cleo = Contact.objects.create(account=osprey, name="Cleo Client", mail="cleo@osprey.example", roles=["day_to_day"])
    send(mara, share(mara, match, cleo))
    Received.objects.update(reply=make_message(osprey, contact=cleo, reply="Could we do this too?"))

    made = decided(mara, match)

    assert made.question == f"What do we do about “{STORY}”?"
    assert [(one.text, one.state) for one in made.facts.order_by("pk")] == [
        (STORY, "known"), ("It touches their goal: Sell tickets in the app", "known"), (WHY, "assumed"),
        ("Cleo Client replied: Could we do this too?", "known"),
    ]  # fmt: skip
    assert made.facts.earliest("pk").source == "Rail Business Daily · 23 Nov 2026"


def test_a_story_has_one_decision_and_is_credited_for_it(client, mara, match):
    client.force_login(mara)
    first = client.post(f"/insights/{match.pk}/decide/")
    again = client.post(f"/insights/{match.pk}/decide/")

    made = Decision.objects.get()
    assert first["Location"] == again["Location"] == f"/decisions/{made.pk}/"
    with pytest.raises(Refused, match="already has a decision"):
        decided(mara, match)
    assert STORY in client.get(first["Location"]).content.decode()
    page = client.get(f"/insights/?at={match.pk}").content.decode()
    assert f'href="/decisions/{made.pk}/"' in page
    assert "Led to" in page


def test_who_does_not_see_the_account_opens_none(match):
    with pytest.raises(NotSeen):
        decided(make_person("Edda", roles.ACCOUNT_MANAGER), match)
