"""Recommendations: written for a goal, sent, answered, briefed, and compared with the goal's readings."""

from datetime import timedelta

import pytest

from amity.accounts.evidence import Evidence
from amity.advice.fields import ClientAnswer, OutcomeFields, PracticeFields, RecommendationFields
from amity.advice.models import Practice, Recommendation
from amity.advice.practices import commands as library
from amity.advice.practices.queries import record_of
from amity.advice.recommendations import commands, queries
from amity.advice.suggestions.queries import for_account
from amity.advice.tests.making import LATER, TODAY, make_goal, make_practice, make_recommendation
from amity.audit import trail
from amity.insights.tests.making import make_matches, make_source
from amity.shared.errors import Invalid, NotSeen, Refused, Stale
from amity.shared.refs import Ref
from amity.strategy.goals import causes
from amity.strategy.links.queries import serving
from tests.builders import MONDAY, acting, make_account, make_person

pytestmark = pytest.mark.usefixtures("on_monday")


@pytest.fixture
def goal(osprey):
    return make_goal(osprey, "Sell in the app", (TODAY - timedelta(days=30), 9))


def fields(goal, **given):
    values = {
        "title": "Both languages", "evidence": "Westline did", "advice": "Hire a writer", "effect": "More tickets",
        "expected_on": LATER, **given,
    }  # fmt: skip
    return RecommendationFields(goal_id=goal.pk, **values)


def written(person, goal, *, source=None, **given):
    return commands.recommend(
        by=acting(person), account_id=goal.account_id, fields=fields(goal, **given), source=source, now=MONDAY
    )


def answered(person, row, answer="accepted", why="", **evidence):
    contact = row.account.contacts.first() or row.account.contacts.create(name="Helen Marsh")
    said = Evidence(contact.pk, TODAY, "call", "Do it.")
    return commands.answer_recommendation(
        by=acting(person), recommendation_id=row.pk, version=row.version, given=ClientAnswer(answer, why),
        evidence=said, now=MONDAY,
    )  # fmt: skip


def measured(person, row, outcome="better"):
    return commands.record_outcome(
        by=acting(person), recommendation_id=row.pk, version=row.version, fields=OutcomeFields(outcome), now=MONDAY
    )


def test_a_recommendation_serves_a_running_goal_of_its_account(mara, osprey, goal):
    other = make_goal(make_account("Larkfield", manager=mara))
    with pytest.raises(Invalid) as no:
        commands.recommend(by=acting(mara), account_id=osprey.pk, fields=fields(other), now=MONDAY)
    assert no.value.field == "goal_id"
    with pytest.raises(Invalid) as late:
        written(mara, goal, expected_on=TODAY)
    assert late.value.field == "expected_on"

    row = written(mara, goal)

    (label, rows), = serving(acting(mara), goal)  # fmt: skip
    assert (label, [(one.title, one.note) for one in rows]) == ("Recommendation", [("Both languages", "draft")])
    assert trail.actions_on(row) == ["recommendation.written"]


def test_who_only_works_there_recommends_nothing(tim, site):
    with pytest.raises(Refused):
        written(tim, make_goal(site.account))


def test_declining_needs_the_reason_and_an_answer_is_given_once(mara, goal):
    row = written(mara, goal)
    with pytest.raises(Invalid) as no:
        answered(mara, row, "declined")
    assert no.value.field == "declined_why"

    declined = answered(mara, Recommendation.objects.get(pk=row.pk), "declined", "No budget before April")

    assert (declined.state, declined.declined_why, declined.stated_in) == ("declined", "No budget before April", "call")
    with pytest.raises(Refused, match="answered this already"):
        answered(mara, declined)
    with pytest.raises(Refused, match="accept this first"):
        commands.brief_from_recommendation(by=acting(mara), recommendation_id=row.pk, version=2, now=MONDAY)


def test_an_accepted_one_becomes_a_brief_once_with_goal_and_text(mara, goal):
    row = answered(mara, written(mara, goal))
    brief = commands.brief_from_recommendation(
        by=acting(mara), recommendation_id=row.pk, version=row.version, now=MONDAY
    )

    assert (brief.title, brief.goal, brief.done_when) == ("Both languages", goal, "More tickets")
    assert brief.client_words == "Do it.\n\nWestline did\n\nHire a writer"
    assert (brief.stated_by, brief.stated_on) == (row.stated_by, TODAY)
    assert brief.measure == "tickets bought in the app"
    with pytest.raises(Refused, match="already has a brief"):
        commands.brief_from_recommendation(
            by=acting(mara), recommendation_id=row.pk, version=row.version + 1, now=MONDAY
        )


def test_no_brief_while_the_client_asks_to_hold_on(mara, goal):
    row = answered(mara, written(mara, goal))
    Recommendation.objects.filter(pk=row.pk).update(held_at=MONDAY)
    with pytest.raises(Refused, match="hold on"):
        commands.brief_from_recommendation(by=acting(mara), recommendation_id=row.pk, version=row.version, now=MONDAY)


def test_an_outcome_needs_a_reading_from_the_expected_date(mara, goal):
    row = answered(mara, written(mara, goal))
    with pytest.raises(Refused, match="Add a reading of “Sell in the app”"):
        measured(mara, row)
    assert not queries.to_measure(Recommendation.objects.all()).exists()
    goal.readings.create(read_on=LATER, value=14, source="Shop", by_label="Mara", at=MONDAY)

    assert queries.to_measure(Recommendation.objects.all()).get() == row
    assert queries.compared(row).outcome == "better"
    done = measured(mara, Recommendation.objects.get(pk=row.pk))

    assert (done.outcome, done.before_value, done.after_value) == ("better", 9, 14)
    assert not queries.to_measure(Recommendation.objects.all()).exists()


def test_a_reading_before_the_expected_date_is_no_outcome(mara, goal):
    row = answered(mara, written(mara, goal))
    goal.readings.create(read_on=LATER - timedelta(days=1), value=14, source="Shop", by_label="Mara", at=MONDAY)
    assert queries.compared(row).after is None


def test_a_record_counts_what_clients_know_and_not_drafts(mara, osprey, goal):
    practice = make_practice()
    for state, outcome in (
        ("draft", ""), ("withdrawn", ""), ("sent", ""), ("declined", ""), ("accepted", ""), ("accepted", "better"),
    ):  # fmt: skip
        make_recommendation(mara, osprey, goal, practice=practice, state=state, outcome=outcome)
    record = record_of(practice.pk)
    assert (record.recommended, record.accepted, record.declined, record.better, record.measured) == (4, 2, 1, 1, 1)


def test_a_practice_is_suggested_until_it_was_recommended_there(mara, osprey, goal):
    practice = make_practice("Watch five people", measures="bought in the app")
    make_practice("Archived", measures="bought in the app", archived_at=MONDAY)
    make_practice("Something else", measures="helpline")

    assert [one.practice for one in for_account(osprey)] == [practice]
    row = make_recommendation(mara, osprey, goal, practice=practice, state="declined")
    assert for_account(osprey) == []
    row.state = "withdrawn"
    row.save()
    assert [one.practice for one in for_account(osprey)] == [practice]


def test_a_story_that_led_to_one_is_credited(client, mara, osprey, goal):
    (match,) = make_matches(make_source(osprey), ["Westline sells in two languages"])
    row = written(mara, goal, source=Ref.to(match))
    client.force_login(mara)

    page = client.get(f"/insights/?at={match.pk}").content.decode()

    assert "Led to" in page
    assert f'href="/recommendations/{row.pk}/"' in page
    (other,) = make_matches(make_source(make_account("Larkfield", manager=mara)), ["Oat milk"])
    with pytest.raises(Invalid):
        written(mara, goal, source=Ref.to(other))
    with pytest.raises(NotSeen):
        written(mara, goal, source=Ref("people.person", mara.pk))


def test_the_form_from_a_story_has_its_evidence(client, mara, osprey, goal):
    (match,) = make_matches(make_source(osprey), ["Westline sells in two languages"])
    client.force_login(mara)
    page = client.get(f"/accounts/{osprey.pk}/recommendations/new/?insight={match.pk}").content.decode()
    assert "Westline sells in two languages (Rail Business Daily)" in page


def test_an_answered_one_can_be_the_cause_of_a_revised_goal(mara, osprey, goal):
    row = written(mara, goal)
    assert "Recommendations" not in dict(causes.offered(acting(mara), osprey))
    answered(mara, row)
    offered = dict(causes.offered(acting(mara), osprey))
    assert offered["Recommendations"] == [(f"advice.recommendation:{row.pk}", "Both languages")]


def test_without_a_goal_its_form_leads_to_setting_one(client, mara, osprey):
    client.force_login(mara)
    answer = client.get(f"/accounts/{osprey.pk}/recommendations/new/")
    assert answer["Location"] == f"/accounts/{osprey.pk}/goals/set/"


def test_two_editors_of_a_draft_both_see_both_texts(mara, goal):
    row = written(mara, goal)
    commands.edit_recommendation(
        by=acting(mara), recommendation_id=row.pk, version=1, fields=fields(goal, title="First"), now=MONDAY
    )
    with pytest.raises(Stale):
        commands.edit_recommendation(
            by=acting(mara), recommendation_id=row.pk, version=1, fields=fields(goal, title="Second"), now=MONDAY
        )


def test_starters_are_added_once_whatever_they_are_called_now(mara, tim, db):
    with pytest.raises(Refused):
        library.add_starters(by=acting(tim), now=MONDAY)
    assert library.add_starters(by=acting(mara), now=MONDAY) == 10
    Practice.objects.filter(starter="pilot").update(title="Begin in one region")
    assert library.add_starters(by=acting(mara), now=MONDAY) == 0


def test_two_practices_cannot_have_one_title(mara, db):
    given = PracticeFields("Ask first", "Nobody knows", "Ask")
    made = library.record_practice(by=acting(mara), fields=given, now=MONDAY)
    with pytest.raises(Invalid, match="already has this title"):
        library.record_practice(by=acting(mara), fields=given, now=MONDAY)
    archived = library.archive_practice(by=acting(mara), practice_id=made.pk, version=1, now=MONDAY)
    restored = library.restore_practice(by=acting(mara), practice_id=made.pk, version=archived.version, now=MONDAY)
    assert restored.archived_at is None
    assert trail.actions_on(made) == ["practice.recorded", "practice.archived", "practice.restored"]
    with pytest.raises(Refused):
        library.record_practice(by=acting(make_person("Zoe")), fields=PracticeFields("X", "Y", "Z"), now=MONDAY)
