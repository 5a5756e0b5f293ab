"""An agenda is what is open between the two, and stays as it was once the huddle has started."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amity.conversations.passing.changes import InformedFields, RaiseFields
from amity.conversations.passing.commands import mark_client_knows, raise_for_client
from amity.conversations.tests.passed import make_passed, make_raised
from amity.expectations.changes import ExpectationFields
from amity.expectations.commands import record_expectation
from amity.expectations.conflicts.commands import ConflictFields, OptionFields, find_conflict
from amity.huddles import commands, queries
from amity.huddles.agendas.agenda import agenda_of
from amity.huddles.agendas.topics import WAITING
from amity.huddles.rules import PairFields, PointFields
from amity.huddles.tests.making import make_roadblock
from amity.monitoring.changes import InputFields
from amity.monitoring.inputs.commands import ask_input
from amity.people import rules as roles
from amity.scope.models import Assessment
from amity.scope.requests.commands import log_request
from amity.scope.requests.fields import RequestFields
from amity.scope.tests.making import make_assessed
from amity.shared.permission import MoneyRight
from amity.status.tests.making import make_question
from amity.waiting.kinds import kinds as every_kind
from amity.waiting.queries import waiting_for
from tests.builders import MONDAY, acting, make_account, make_person, make_project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
TODAY = MONDAY.date()
LATER = MONDAY + timedelta(hours=4)


@pytest.fixture
def huddle(mara, piet, site):
    return commands.open_huddle(by=acting(mara), fields=PairFields(mara.pk, piet.pk), now=MONDAY)


def agenda(huddle, person):
    seen = queries.huddle_seen_by(acting(person), huddle.pk)
    return agenda_of(seen, acting(person), TODAY, queries.accounts_open_to(acting(person), seen))


def kinds(huddle, person):
    return {one.kind for one in agenda(huddle, person).points}


def make_promise(osprey, by, person, text="Test phones for Cardiff", due=date(2026, 11, 27)):
    fields = ExpectationFields(text, "promise", promised_by_id=person.pk, promised_until=due)
    return record_expectation(by=acting(by), account_id=osprey.pk, fields=fields, now=MONDAY)


def make_conflict(osprey, by):
    one = record_expectation(
        by=acting(by), account_id=osprey.pk, fields=ExpectationFields("In Welsh too", "scope"), now=MONDAY
    )
    options = (OptionFields("absorb", 3, -4), OptionFields("decline", -4, -1))
    fields = ConflictFields("English only", options)
    return find_conflict(by=acting(by), expectation_id=one.pk, version=one.version, fields=fields, now=MONDAY)


def test_each_kind_of_open_thing_between_the_two_is_on_the_agenda_with_its_taker(mara, piet, osprey, site, huddle, tim):
    make_passed(osprey, by=mara, to=piet, project=site)
    make_raised(site, by=tim)
    make_roadblock(site, by=piet)
    make_promise(osprey, mara, piet)
    make_conflict(osprey, mara)
    log_request(by=acting(mara), account_id=osprey.pk, fields=RequestFields("A map", project_id=site.pk), now=MONDAY)
    make_assessed(osprey, mara, "Stops", site)
    fields = InputFields("Photos", date(2026, 11, 20), project_id=site.pk, asked_on=date(2026, 11, 9))
    ask_input(by=acting(piet), fields=fields, now=MONDAY)

    found = {one.kind: one for one in agenda(huddle, mara).points}

    assert set(found) == {
        "passed", "tell", "hear", "promise", "conflict", "request_to_assess", "request_to_confirm", "input",
    }  # fmt: skip
    takers = {kind: one.taker for kind, one in found.items()}
    assert [takers[kind] for kind in ("passed", "promise", "request_to_assess")] == [piet] * 3
    assert [takers[kind] for kind in ("tell", "hear", "conflict", "request_to_confirm")] == [mara] * 4
    assert sum(one.minutes for one in found.values()) == 15
    assert found["promise"].due_on == date(2026, 11, 27)
    assert found["input"].due_on == date(2026, 11, 25), "past dates become two working days"
    assert {one.kind for one in agenda(huddle, piet).points} == set(found)


def test_the_managers_of_shared_accounts_are_read_with_the_shared_work(client, mara, piet, site, huddle):
    for number, project in enumerate((site, make_project(make_account("Tessel", manager=mara), manager=piet))):
        fields = InputFields(
            f"Photos {number}", date(2026, 11, 20), project_id=project.pk, asked_on=date(2026, 11, 9),
            owner_id=piet.pk,
        )  # fmt: skip
        ask_input(by=acting(piet), fields=fields, now=MONDAY)
    client.force_login(mara)

    with CaptureQueriesContext(connection) as captured:
        page = client.get(reverse("huddles:huddle", args=[huddle.pk])).content.decode()

    assert "Photos 0" in page
    assert "Photos 1" in page
    assert not [one["sql"] for one in captured if '"people_person"."id" IN (SELECT U0."manager_id"' in one["sql"]]


def test_what_is_most_at_stake_comes_first_and_gets_most_minutes(mara, piet, osprey, site, huddle):
    make_passed(osprey, by=mara, to=piet, project=site)
    make_roadblock(site, by=piet)

    first, second = agenda(huddle, mara).points

    assert (first.kind, second.kind) == ("hear", "passed")
    assert first.minutes > second.minutes


def test_work_of_another_project_manager_and_of_other_accounts_stays_away(mara, piet, osprey, site, huddle):
    other = make_person("Ines", roles.PROJECT_MANAGER)
    elsewhere = make_project(osprey, name="Timetable", manager=other)
    make_roadblock(elsewhere, by=other)
    make_passed(osprey, by=mara, to=piet, project=elsewhere)
    make_passed(make_account("Tessel", manager=mara), by=mara, to=piet)

    assert agenda(huddle, mara).points == []


def test_a_roadblock_leaves_the_agenda_once_someone_raised_it_for_the_client(mara, piet, site, huddle):
    entry = make_roadblock(site, by=piet)
    assert kinds(huddle, mara) == {"hear"}

    row = raise_for_client(by=acting(piet), risk_id=entry.pk, fields=RaiseFields("It was down"), now=MONDAY)
    assert kinds(huddle, mara) == {"tell"}

    mark_client_knows(by=acting(mara), passed_id=row.pk, version=1, fields=InformedFields("call"), now=MONDAY)
    assert kinds(huddle, mara) == set()


def test_the_agenda_of_a_started_huddle_stays_as_it_was(mara, piet, osprey, site, huddle):
    make_roadblock(site, by=piet)
    commands.start_huddle(by=acting(piet), huddle_id=huddle.pk, now=MONDAY)
    make_roadblock(site, by=piet, title="Something new")
    commands.start_huddle(by=acting(mara), huddle_id=huddle.pk, now=LATER)

    assert [one.title for one in agenda(huddle, mara).points] == ["The sandbox is down"]
    huddle.refresh_from_db()
    assert huddle.started_at == MONDAY


def test_what_is_least_at_stake_can_wait(mara, piet, site, huddle):
    for number in range(12):
        make_roadblock(site, by=piet, title=f"Roadblock {number}")

    found = agenda(huddle, mara)

    assert (len(found.points), found.later) == (8, 4)


def test_each_kind_has_room_before_a_second_one_of_another(mara, piet, osprey, site, huddle):
    for number in range(9):
        make_roadblock(site, by=piet, title=f"Roadblock {number}")
    make_passed(osprey, by=mara, to=piet, project=site)

    found = agenda(huddle, mara)

    assert [one.kind for one in found.points].count("hear") == 7
    assert "passed" in {one.kind for one in found.points}
    assert found.later == 2


def test_a_promise_comes_up_in_the_week_in_which_it_is_due(mara, piet, osprey, site, huddle):
    make_promise(osprey, mara, piet, "This week", date(2026, 11, 30))
    make_promise(osprey, mara, piet, "Next week", date(2026, 12, 1))
    make_promise(osprey, mara, piet, "Some day", None)

    assert [one.title for one in agenda(huddle, mara).points] == ["This week"]


def test_no_point_has_an_amount_that_one_of_the_two_cannot_see(mara, piet, osprey, site, huddle):
    make_assessed(osprey, mara, "Stops", site)
    Assessment.objects.update(price=20_000, currency="EUR")
    piet.own_money_right = MoneyRight.HOURS
    piet.save()
    waits = [item for group in waiting_for(acting(mara), MONDAY, only="request_to_confirm") for item in group.items]

    points = agenda(huddle, mara).points

    assert "€200" in "".join(waits[0].notes), "the account manager alone reads the price"
    assert [one.kind for one in points] == ["request_to_confirm"]
    assert "200" not in points[0].detail


def tables_read(client, address):
    """Return the tables that a page reads first in each of its statements, on its second visit."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return [found[1] for one in queries.captured_queries if (found := re.search(r'FROM "(\w+)"', one["sql"]))]


def test_the_form_of_a_point_reads_nothing_else_of_the_agenda(client, mara, piet, osprey, site, huddle):
    make_passed(osprey, by=mara, to=piet, project=site)
    make_promise(osprey, mara, piet)
    entry = make_roadblock(site, by=piet)
    client.force_login(mara)

    read = tables_read(client, reverse("huddles:choose_owner", args=[huddle.pk, "hear", entry.pk]))

    assert read.count("monitoring_registerentry") == 1
    assert not {"conversations_passon", "expectations_expectation", "expectations_conflict"} & set(read)


def test_one_query_finds_what_waits_for_either_of_the_two(client, mara, piet, osprey, site, huddle):
    make_raised(site, by=piet)
    make_passed(osprey, by=mara, to=piet, project=site)
    client.force_login(piet)
    client.get(page := reverse("huddles:huddle", args=[huddle.pk]))

    with CaptureQueriesContext(connection) as queries:
        client.get(page)

    statements = [one["sql"] for one in queries.captured_queries]
    assert len([one for one in statements if "conversations_passon" in one and "status_contradiction" in one]) == 1
    assert not [one for one in statements if one.startswith('SELECT 1 AS "a" FROM "projects_managercover"')]
    assert kinds(huddle, piet) == {"tell", "passed"}


def test_every_kind_that_an_agenda_takes_up_is_written_once():
    assert {kind.key for kind in every_kind() if kind.is_written_once} >= WAITING


def test_a_point_added_by_hand_comes_last(mara, piet, site, huddle):
    make_roadblock(site, by=piet)
    added = PointFields("Who presents on Thursday")
    commands.add_point(by=acting(piet), huddle_id=huddle.pk, fields=added, now=MONDAY)

    assert [one.title for one in agenda(huddle, mara).points] == ["The sandbox is down", "Who presents on Thursday"]


def test_a_contradiction_on_a_project_they_share_comes_up_and_one_elsewhere_does_not(mara, piet, osprey, site, huddle):
    elsewhere = make_account("Larkfield", manager=make_person("Nadia", "account_manager"))
    make_question(make_project(elsewhere, name="Label design", manager=piet), piet)
    assert "contradiction" not in kinds(huddle, mara)
    asked = make_question(site, piet)
    [point] = [one for one in agenda(huddle, mara).points if one.kind == "contradiction"]
    assert (point.item, point.account_id, point.taker) == (asked.pk, osprey.pk, piet)


@pytest.mark.parametrize("is_started", [False, True])
def test_what_is_passed_on_is_a_link_for_the_one_of_the_two_who_can_open_it(
    client, mara, piet, osprey, site, huddle, ada, is_started
):  # fmt: skip
    closed = make_passed(osprey, by=ada, to=mara, text="Gwen is away in May")
    own = make_passed(osprey, by=mara, to=piet, text="Six more stations")
    if is_started:
        commands.start_huddle(by=acting(mara), huddle_id=huddle.pk, now=MONDAY)

    for reader, linked in ((mara, {closed, own}), (piet, {own})):
        client.force_login(reader)
        page = client.get(reverse("huddles:huddle", args=[huddle.pk])).content.decode()
        assert "Gwen is away in May" in page
        assert {one for one in (closed, own) if f"/passed-on/{one.pk}/" in page} == linked
