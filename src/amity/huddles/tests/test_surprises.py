"""Which issues of an account count, who raised them first, and who reads the rate."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from amity.accounts.evidence import Evidence
from amity.expectations.changes import ExpectationFields, Move
from amity.expectations.commands import move_expectation, record_expectation
from amity.expectations.conflicts.commands import ConflictFields, OptionFields, find_conflict
from amity.huddles.models import Huddle
from amity.huddles.surprises import queries
from amity.huddles.surprises.page import sentence_on
from amity.monitoring.changes import EntryFields
from amity.monitoring.models import RegisterEntry
from amity.monitoring.risks.commands import add_entry
from amity.people import rules as roles
from amity.shared.errors import Invalid
from tests.builders import MONDAY, acting, make_account, make_person, make_project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
DAY = MONDAY.date()
FIRST = date(2026, 1, 1)
OPTIONS = (OptionFields("absorb", 3, -4), OptionFields("decline", -4, -1))


@pytest.fixture
def dana(osprey):
    return osprey.contacts.create(name="Dana Whitlock")


def expect(osprey, mara, evidence=None):
    fields = ExpectationFields("In Welsh too", "scope", **({"evidence": evidence} if evidence else {}))
    return record_expectation(by=acting(mara), account_id=osprey.pk, fields=fields, now=MONDAY)


def conflict(one, mara, **more):
    fields = ConflictFields("English only", OPTIONS, **more)
    return find_conflict(by=acting(mara), expectation_id=one.pk, version=one.version, fields=fields, now=MONDAY)


def miss(one, mara, evidence=None):
    move = Move("missed", "The bank’s sandbox was down", **({"evidence": evidence} if evidence else {}))
    return move_expectation(by=acting(mara), expectation_id=one.pk, version=one.version, move=move, now=MONDAY)


def counted(osprey):
    return {(one.kind, one.by_client) for one in queries.issues_on([osprey.pk], FIRST)}


def test_an_entry_is_the_clients_where_they_raised_it_first(osprey, mara, site):
    for title, by_client in (("Ada meets other agencies", True), ("One writer only", False)):
        fields = EntryFields(title, project_id=site.pk, raised_by_client=by_client)
        add_entry(by=acting(mara), fields=fields, now=MONDAY)

    assert counted(osprey) == {("risk", True), ("risk", False)}
    assert sentence_on([osprey.pk], DAY) == "In 90 days 1 of 2 issues was first raised by the client."


@pytest.mark.parametrize(("days", "by_client"), [(1, True), (8, False)])
def test_a_conflict_takes_who_raised_it_from_its_evidence_and_its_entry_follows(osprey, mara, dana, days, by_client):
    found = conflict(expect(osprey, mara, Evidence(dana.pk, date(2026, 11, 23 - days), "call", "")), mara)

    assert found.raised_by_client is by_client
    assert RegisterEntry.objects.get(conflict=found).raised_by_client is by_client
    assert counted(osprey) == {("conflict", by_client)}


def test_who_records_a_conflict_can_say_otherwise(osprey, mara, dana):
    found = conflict(expect(osprey, mara, Evidence(dana.pk, DAY, "call", "")), mara, raised_by_client=False)

    assert not found.raised_by_client


def test_a_missed_expectation_is_the_clients_where_a_contact_said_so(osprey, mara, dana):
    miss(expect(osprey, mara), mara)
    miss(expect(osprey, mara), mara, Evidence(dana.pk, DAY, "email", "You missed it."))

    assert counted(osprey) == {("missed", False), ("missed", True)}


def test_a_missed_expectation_with_a_conflict_is_one_issue(osprey, mara):
    one = expect(osprey, mara)
    conflict(one, mara)
    one.refresh_from_db()
    miss(one, mara)

    assert len(queries.issues_on([osprey.pk], FIRST)) == 1


def test_an_older_issue_counts_in_its_quarter_only(client, osprey, mara, site):
    entry = add_entry(by=acting(mara), fields=EntryFields("One writer only", project_id=site.pk), now=MONDAY)
    entry.raised_on = date(2026, 5, 4)
    entry.save()
    client.force_login(mara)

    page = client.get(reverse("huddles:surprises", args=[osprey.pk])).content.decode()

    assert "No issue was raised in 90 days." in page
    assert "One writer only" not in page
    assert "0 of 1" in page


def test_account_and_project_manager_read_one_rate_and_names_only_of_their_own_work(client, osprey, mara, piet, site):
    other = make_person("Ines", roles.PROJECT_MANAGER)
    elsewhere = make_project(osprey, name="Timetable", manager=other)
    for project, title in ((site, "One writer only"), (elsewhere, "Two printers only")):
        add_entry(by=acting(mara), fields=EntryFields(title, project_id=project.pk), now=MONDAY)

    pages = {}
    for person in (mara, piet):
        client.force_login(person)
        pages[person] = client.get(reverse("huddles:surprises", args=[osprey.pk])).content.decode()

    assert all("In 90 days 0 of 2 issues were first raised by the client." in page for page in pages.values())
    assert "Two printers only" in pages[mara]
    assert "Two printers only" not in pages[piet]
    assert "1 more is on projects that you don’t see." in pages[piet]


def test_the_team_reads_no_rate(client, osprey, tim, site):
    client.force_login(tim)

    assert client.get(reverse("huddles:surprises", args=[osprey.pk])).status_code == 403


def test_the_page_of_a_huddle_loads_the_rate_after_its_agenda(client, mara, piet, osprey, site):
    huddle = Huddle.objects.create(manager=mara, partner=piet, week=date(2026, 11, 23), opened_at=MONDAY)
    client.force_login(mara)
    address = reverse("huddles:numbers", args=[huddle.pk])
    assert f'hx-get="{address}"' in client.get(reverse("huddles:huddle", args=[huddle.pk])).content.decode()
    assert "No issue was raised in 90 days." in client.get(address).content.decode()
    client.force_login(make_person("Noor", "project_manager"))
    assert client.get(address).status_code == 404


def test_the_contact_who_raised_it_first_is_named(client, osprey, mara, piet, dana, site):
    fields = EntryFields("Ada meets other agencies", project_id=site.pk, raised_by_id=dana.pk)
    entry = add_entry(by=acting(mara), fields=fields, now=MONDAY)
    assert entry.raised_by_client, "a contact is the client"
    one = expect(osprey, mara, Evidence(dana.pk, DAY, "Call"))
    found = conflict(one, mara, raised_by_client=True)
    assert RegisterEntry.objects.get(conflict=found).raised_by == dana
    assert {one.who for one in queries.issues_on([osprey.pk], FIRST)} == {"Dana Whitlock"}

    client.force_login(mara)
    assert "Dana Whitlock" in client.get(reverse("huddles:surprises", args=[osprey.pk])).content.decode()
    assert "by Dana Whitlock first" in client.get(reverse("monitoring:entry", args=[entry.pk])).content.decode()
    stranger = make_account("Larkfield", manager=mara).contacts.create(name="Sophie Lang")
    with pytest.raises(Invalid):
        add_entry(by=acting(mara), fields=replace(fields, raised_by_id=stranger.pk), now=MONDAY)
