"""What waits for someone: each kind reaches whoever has to act, and can be done in its row."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from amity.accounts.models import Contact
from amity.agreements.review.models import Review
from amity.agreements.versions.models import AgreementVersion
from amity.briefs.models import HoursAsked
from amity.expectations import rules as expectation_rules
from amity.expectations.changes import ExpectationFields
from amity.expectations.commands import record_expectation
from amity.expectations.models import Expectation
from amity.facts.models import Fact
from amity.handoff.list_page import rows_for
from amity.handoff.models import Condition, ReadBack
from amity.monitoring.changes import InputFields
from amity.monitoring.inputs.commands import ask_input
from amity.people.models import Person
from amity.scope.models import Request
from amity.waiting.queries import MOST, count_for, open_on, waiting_for
from tests.builders import MONDAY, acting
from tests.matrix.rights import AM, BUSINESS, FINANCE, LEGAL, PM, TEAM
from tests.matrix.scene import Scene

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()


@pytest.fixture
def scene(monday_scene: Scene) -> Scene:
    return monday_scene


def items(person: Person, kind: str):
    """The items of one kind that wait for a person."""
    return [
        item for group in waiting_for(acting(person), timezone.now()) if group.kind.key == kind for item in group.items
    ]


def titles(person: Person, kind: str) -> list[str]:
    """The titles of the items of one kind."""
    return [item.title for item in items(person, kind)]


def promise(scene: Scene, by: str = AM, due: date | None = TODAY + timedelta(days=2)) -> Expectation:
    """A promise that somebody gave to the client's contact."""
    fields = ExpectationFields(
        "The page list", kind=expectation_rules.PROMISE, promised_by_id=scene.viewers[by].pk, promised_until=due
    )
    account_id = int(scene.known["account_id"])
    return record_expectation(by=acting(scene.viewers[AM]), account_id=account_id, fields=fields, now=MONDAY)


def browser(scene: Scene, viewer: str) -> Client:
    """Return the browser of a viewer who is signed in."""
    client = Client()
    client.force_login(scene.viewers[viewer])
    return client


def sent(scene: Scene, viewer: str, address: str, **data: object):
    """What an act answers, followed to the page."""
    return browser(scene, viewer).post(address, {"nonce": "n" * 32, "back": "/waiting/", **data}, follow=True)


def test_a_promise_waits_for_who_gave_it_alone(scene):
    given = promise(scene)

    assert given.statement in titles(scene.viewers[AM], "promise")
    assert given.statement not in titles(scene.viewers[PM], "promise")


def test_a_kept_promise_no_longer_waits_and_can_be_taken_back(scene):
    given = promise(scene)

    page = sent(scene, AM, f"/waiting/promise/{given.pk}/kept/", version=1)
    given.refresh_from_db()
    assert given.state == "met"
    assert given.statement not in titles(scene.viewers[AM], "promise")
    assert f'action="/waiting/promise/{given.pk}/kept/undo/"' in page.text

    sent(scene, AM, f"/waiting/promise/{given.pk}/kept/undo/")
    given.refresh_from_db()
    assert given.state == "open"
    assert given.statement in titles(scene.viewers[AM], "promise")


def test_a_promise_that_someone_changed_meanwhile_is_not_marked(scene):
    given = promise(scene)
    Expectation.objects.filter(pk=given.pk).update(version=2, statement="The page list by noon")

    page = sent(scene, AM, f"/waiting/promise/{given.pk}/kept/", version=1)

    given.refresh_from_db()
    assert (page.status_code, given.state) == (409, "open")
    assert "The page list by noon" in page.text


def test_pressing_twice_does_it_once(scene):
    given = promise(scene)

    first = sent(scene, AM, f"/waiting/promise/{given.pk}/kept/", version=1)
    second = sent(scene, AM, f"/waiting/promise/{given.pk}/kept/", version=1)

    assert (first.status_code, second.status_code) == (200, 200)
    assert Expectation.objects.get(pk=given.pk).steps.filter(after="met").count() == 1


@pytest.mark.parametrize(("away", "late"), [(-3, 3), (0, 0), (5, 0)])
def test_only_what_is_past_its_day_is_late(scene, away, late):
    promise(scene, due=TODAY + timedelta(days=away))

    (item,) = [one for one in items(scene.viewers[AM], "promise") if one.title == "The page list"]
    assert item.days_late == late
    total, late_ones = count_for(acting(scene.viewers[AM]), timezone.now())
    others = [one for group in waiting_for(acting(scene.viewers[AM]), timezone.now()) for one in group.items]
    assert total == len(others)
    assert late_ones == sum(bool(one.days_late) for one in others)


def test_client_input_waits_once_it_is_late_for_who_follows_it_up(scene):
    contact = Contact.objects.get(pk=scene.known["contact_id"])
    due = {"late": TODAY - timedelta(days=6), "early": TODAY + timedelta(days=6)}
    for name, day in due.items():
        fields = InputFields(
            what=f"Photos, {name}", account_id=contact.account_id, contact_id=contact.pk, due_on=day,
            asked_on=TODAY - timedelta(days=10), owner_id=scene.viewers[PM].pk,
        )  # fmt: skip
        ask_input(by=acting(scene.viewers[AM]), fields=fields, now=MONDAY)

    (item,) = [one for one in items(scene.viewers[PM], "input") if one.title.startswith("Photos")]
    assert (item.title, item.days_late) == ("Photos, late", 6)
    assert not [one for one in items(scene.viewers[AM], "input") if one.title.startswith("Photos")]
    opened = open_on(acting(scene.viewers[AM]), contact.account_id, TODAY, contact_id=contact.pk)
    assert {"Photos, late", "Photos, early"} <= {one.title for group in opened for one in group.items}

    sent(scene, PM, f"/waiting/input/{item.id}/received/", version=item.version)
    assert not [one for one in items(scene.viewers[PM], "input") if one.title.startswith("Photos")]


def test_an_estimate_is_sent_from_its_row(scene):
    asked = HoursAsked.objects.get(pk=scene.known["hours_request_id"])
    viewer = next(name for name, person in scene.viewers.items() if person == asked.person)

    refused = sent(scene, viewer, f"/waiting/estimate/{asked.pk}/send/", value="a lot")
    assert refused.status_code == 422
    assert "Enter a number." in refused.text
    assert 'value="a lot"' in refused.text

    sent(scene, viewer, f"/waiting/estimate/{asked.pk}/send/", value="7.5")
    asked.refresh_from_db()
    assert asked.seconds == 27_000
    assert asked.pk not in {item.id for item in items(asked.person, "estimate")}


def test_a_question_is_answered_from_its_row_and_counts_as_ours(scene):
    (item,) = [one for one in items(scene.viewers[TEAM], "question") if one.id == int(scene.known["fact_id"])]

    empty = sent(scene, TEAM, f"/waiting/question/{item.id}/answer/", version=item.version, value=" ")
    assert empty.status_code == 422
    sent(scene, TEAM, f"/waiting/question/{item.id}/answer/", version=item.version, value="Their data team")

    fact = Fact.objects.get(pk=item.id)
    assert (fact.value, fact.state, fact.stated_by) == ("Their data team", "assumed", "")


def test_a_question_repeats_neither_its_title_nor_its_own_reader(scene):
    row = Fact.objects.get(pk=scene.known["fact_id"])
    (item,) = [one for one in items(scene.viewers[TEAM], "question") if one.id == row.pk]
    assert row.asked_by and row.asked_by.name in item.lead  # noqa: PT018 - for the type

    Fact.objects.filter(pk=row.pk).update(note=item.title, asked_by=row.owner)

    (item,) = [one for one in items(scene.viewers[TEAM], "question") if one.id == row.pk]
    assert (item.lead, item.notes) == ("", [])


def test_an_answer_to_a_question_that_is_gone_is_not_lost(scene):
    page = sent(scene, TEAM, "/waiting/question/999999/answer/", version=1, value="Their data team")

    assert page.status_code == 422
    assert "You typed: Their data team" in page.text


def test_hand_offs_wait_for_exactly_those_whose_turn_it_is_on_their_list(scene):
    waiting = 0
    for person in {person.pk: person for person in scene.viewers.values()}.values():
        mine = [row for row in rows_for(acting(person), TODAY) if row.turn]
        backs = ReadBack.objects.filter(pk__in=[item.id for item in items(person, "read-back")])
        waits = {item.id for item in items(person, "handoff")} | {back.handoff_id for back in backs}
        assert {row.one.pk for row in mine} == waits, person.name
        waiting += len(mine)
    assert waiting > 3


def test_a_condition_is_met_from_its_row(scene):
    condition = Condition.objects.filter(done_at=None).select_related("owner")[0]
    viewer = next(name for name, person in scene.viewers.items() if person == condition.owner)
    assert condition.pk in {item.id for item in items(condition.owner, "condition")}

    sent(scene, viewer, f"/waiting/condition/{condition.pk}/met/")

    condition.refresh_from_db()
    assert condition.done_at is not None


def test_reviews_wait_for_their_role_but_not_for_who_drafted(scene):
    waiting = {name: items(scene.viewers[name], "review") for name in (LEGAL, BUSINESS, FINANCE, AM, TEAM)}

    assert waiting[LEGAL] or waiting[BUSINESS] or waiting[FINANCE]
    assert waiting[TEAM] == []
    for found in waiting.values():
        assert all(item.open and not item.acts for item in found)


def test_a_review_waits_for_a_namesake_of_the_person_who_sent_it(scene):
    legal = scene.viewers[LEGAL]
    row = Review.objects.get(pk=items(legal, "review")[0].id)
    AgreementVersion.objects.filter(pk=row.version_id).update(frozen_by=legal.name)
    assert row.pk in {item.id for item in items(legal, "review")}

    AgreementVersion.objects.filter(pk=row.version_id).update(frozen_by_id=legal.pk)
    assert row.pk not in {item.id for item in items(legal, "review")}


def test_a_request_in_a_retainer_waits_in_its_last_days_and_is_done_from_its_row(scene):
    request = Request.objects.get(pk=scene.known["request_id"])
    assert request.pk not in {item.id for item in items(scene.viewers[PM], "request")}
    Request.objects.filter(pk=request.pk).update(wanted_on=TODAY + timedelta(days=5))

    for viewer in (AM, PM):
        assert request.pk in {item.id for item in items(scene.viewers[viewer], "request")}, viewer
    sent(scene, PM, f"/waiting/request/{request.pk}/done/")

    assert request.pk not in {item.id for item in items(scene.viewers[AM], "request")}


def test_no_list_is_longer_than_its_limit_and_the_count_is_whole(scene):
    before = len(items(scene.viewers[AM], "promise"))
    for _number in range(MOST):
        promise(scene)

    (group,) = [one for one in waiting_for(acting(scene.viewers[AM]), timezone.now()) if one.kind.key == "promise"]
    assert before
    assert (len(group.items), group.total) == (MOST, MOST + before)


def test_a_kind_or_an_act_that_no_part_has_is_not_found(scene):
    client = browser(scene, AM)
    for address in ("/waiting/nothing/1/kept/", "/waiting/promise/1/nothing/", "/waiting/condition/1/met/undo/"):
        assert client.post(address, {"nonce": "n" * 32}).status_code == 404, address


def test_an_act_returns_only_to_a_page_of_amity(scene):
    given = promise(scene)
    client = browser(scene, AM)

    answer = client.post(
        f"/waiting/promise/{given.pk}/kept/",
        {"nonce": "n" * 32, "version": "1", "back": "https://elsewhere.example/waiting/"},
    )

    assert answer.headers["Location"] == "/waiting/"


def test_the_first_page_is_today(scene):
    promise(scene)

    page = browser(scene, AM).get("/", follow=True)

    assert page.redirect_chain == [("/today/", 302)]
    assert "The page list" in page.text


def test_the_rail_counts_what_waits(scene):
    total, _late = count_for(acting(scene.viewers[TEAM]), timezone.now())

    counts = browser(scene, TEAM).get("/counts/").text

    assert total > 0
    assert f'id="count-today" hx-swap-oob="true">{total}<' in counts
