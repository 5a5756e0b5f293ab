"""No time is logged on work that waits for a signature, unless someone lets it start: then it is money at risk."""

import pytest
from django.urls import reverse
from django.utils import timezone

from amity.audit import trail
from amity.people.tokens.commands import make_token
from amity.scope.decisions.orders import follow_signature
from amity.scope.early_start import page, queries
from amity.scope.early_start.commands import let_work_start
from amity.scope.early_start.fields import EarlyStartFields
from amity.scope.early_start.rules import Worked, newest_of, room_on, waits
from amity.scope.tests.making import make_waiting
from amity.shared.errors import Invalid, Refused, Stale
from amity.timesheets.bulk.commands import write_entries
from amity.timesheets.bulk.new_entries import NewEntry
from amity.timesheets.commands import edit_entry
from amity.timesheets.pricing import PriceList
from amity.timesheets.timer.commands import TimerWork, start_timer
from tests.builders import (
    MONDAY,
    WORK_DAY,
    acting,
    entry_changes,
    make_agreement,
    make_entry,
    make_item,
    make_line,
    make_project,
)  # fmt: skip

HOUR = 3_600


def test_a_line_takes_what_was_quoted_and_one_without_hours_or_signature_all_or_nothing():
    assert [waits(room_on(10, worked, is_signed=True), 4) for worked in (5, 6, 7)] == [False, False, True]
    assert not waits(room_on(None, 99, is_signed=True), 4)
    assert waits(room_on(10, 0, is_signed=False), 1)


def test_the_newest_time_beyond_the_quoted_hours_is_at_risk_the_last_entry_in_part():
    entries = [Worked(3600, 9_000, "EUR"), Worked(7200, 10_000, "EUR"), Worked(3600, None, "")]
    found = newest_of(entries, 7200)
    assert (found.seconds, found.standard) == (7200, {"EUR": 14_000})
    assert newest_of(entries, None).seconds == 14_400


@pytest.fixture
def agreement(osprey):
    return make_agreement(osprey, "fixed")


@pytest.fixture
def project(osprey, mara, agreement):
    return make_project(osprey, manager=mara, agreement=agreement, team=[mara])


@pytest.fixture
def item(project):
    return make_item(project, "Newport")


@pytest.fixture
def waiting(osprey, mara, project, item):
    return make_waiting(osprey, mara, "Newport on the map as well", project=project, item=item)


def start(mara, request, version=1, reason="The launch date is fixed"):
    return let_work_start(
        by=acting(mara), request_id=request.pk, version=version, fields=EarlyStartFields(reason), now=MONDAY
    )


@pytest.mark.django_db
def test_time_on_the_work_item_is_refused_with_the_request_until_the_order_is_signed(mara, project, item, waiting):
    with pytest.raises(Refused) as refusal:
        make_entry(by=mara, project=project, item_id=item.pk)
    assert "CO-4" in refusal.value.sentence
    assert "Newport on the map as well" in refusal.value.sentence
    assert refusal.value.link
    assert refusal.value.link.address == reverse("scope:request", args=[waiting.pk])
    with pytest.raises(Refused):
        start_timer(by=acting(mara), work=TimerWork(project_id=project.pk, item_id=item.pk), now=MONDAY)

    waiting.order.state = "signed"
    waiting.order.save()
    assert make_entry(by=mara, project=project, item_id=item.pk).item == item


@pytest.mark.django_db
def test_time_can_not_move_onto_the_item_nor_grow_there(mara, project, item, osprey):
    other, there = make_entry(by=mara, project=project), make_entry(by=mara, project=project, item_id=item.pk)
    make_waiting(osprey, mara, "Newport", project=project, item=item)

    def edit(entry, hours):
        changes = entry_changes(hours=hours, project=project, item_id=item.pk)
        return edit_entry(by=acting(mara), entry_id=entry.pk, version=entry.version, changes=changes, now=MONDAY)

    with pytest.raises(Refused):
        edit(other, "1:00")
    with pytest.raises(Refused):
        edit(there, "1:30")
    assert edit(there, "0:30").seconds == HOUR // 2


@pytest.mark.django_db
def test_a_quoted_line_takes_its_quoted_hours_and_no_more(osprey, mara, project, agreement):
    line = make_line(agreement, "3", hours="2")
    request = make_waiting(osprey, mara, "Newport", project=project, line_id=line.pk)
    make_entry(by=mara, project=project, line_id=line.pk, hours="1:30")
    with pytest.raises(Refused) as refusal:
        make_entry(by=mara, project=project, line_id=line.pk, hours="1:00")
    assert "quoted hours" in refusal.value.sentence

    start(mara, request)
    make_entry(by=mara, project=project, line_id=line.pk, hours="1:00")
    assert queries.at_risk(request).seconds == HOUR // 2


@pytest.mark.django_db
def test_once_its_order_is_withdrawn_no_work_can_start_and_the_request_closes_with_the_reason(client, mara, waiting):
    order = waiting.order
    order.recorded.create(
        step="dropped", happened_on=WORK_DAY, note="Too dear for us.", recorded_by="Mara", recorded_at=MONDAY
    )
    order.state = "dropped"
    order.save()
    client.force_login(mara)
    request = client.get(reverse("scope:request", args=[waiting.pk])).text

    assert "CO-4 was withdrawn, so no work is agreed." in request
    assert reverse("scope:let_work_start", args=[waiting.pk]) not in request
    assert reverse("scope:close_request", args=[waiting.pk]) in request
    form = client.get(reverse("scope:close_request", args=[waiting.pk])).context["form"]
    assert (form["closed_because"].value(), form["outcome"].value()) == ("Too dear for us.", "not_needed")
    with pytest.raises(Refused, match="no one will sign it"):
        start(mara, waiting)


@pytest.mark.django_db
def test_a_line_of_an_agreement_that_no_one_signed_takes_no_time(osprey, mara, project, agreement):
    agreement.state = "with_client"
    agreement.save()
    line = make_line(agreement, "3", hours="20")
    make_waiting(osprey, mara, "Newport", project=project, line_id=line.pk)
    with pytest.raises(Refused):
        make_entry(by=mara, project=project, line_id=line.pk)


@pytest.mark.django_db
def test_work_that_was_let_start_is_at_risk_and_kept_with_who_when_and_why(mara, project, item, waiting):
    started = start(mara, waiting)
    assert (started.by_label, started.at, started.reason) == (mara.name, MONDAY, "The launch date is fixed")
    make_entry(by=mara, project=project, item_id=item.pk, hours="1:30")
    waiting.refresh_from_db()

    assert queries.at_risk(waiting).seconds == HOUR * 3 // 2
    assert [one.request for one in page.of_project(acting(mara), project)] == [waiting]
    with pytest.raises(Refused):
        start(mara, waiting, version=2)
    waiting.order.state = "signed"
    waiting.order.save()
    assert page.of_project(acting(mara), project) == []


@pytest.mark.django_db
def test_it_takes_a_reason_the_current_version_and_the_right(osprey, mara, waiting, project):
    with pytest.raises(Invalid):
        start(mara, waiting, reason=" ")
    with pytest.raises(Stale):
        start(mara, waiting, version=9)
    waiting.state = "included"
    waiting.save()
    with pytest.raises(Refused):
        start(mara, waiting)


@pytest.mark.django_db
def test_imported_time_is_accepted_and_the_request_shows_it_at_risk(mara, project, item, waiting):
    row = NewEntry(
        mara.pk, WORK_DAY, HOUR, MONDAY, project_id=project.pk, account_id=project.account_id, item_id=item.pk
    )
    write_entries(PriceList(), new=[row])
    assert queries.at_risk(waiting).seconds == HOUR


@pytest.mark.django_db
def test_pages_timer_and_api_say_why_and_link_the_request(client, mara, project, item, waiting):
    client.force_login(mara)
    key, address = f"p{project.pk}i{item.pk}", reverse("scope:request", args=[waiting.pk])
    link = f'<a href="{address}">Open request</a>'
    day = reverse("timesheets:day", args=[WORK_DAY.isoformat()])
    answers = [
        client.post(day, {"work": key, "hours": "1", "tag": "billable", "nonce": "n" * 32}),
        client.post(reverse("timesheets:start_timer"), {"work": key, "nonce": "m" * 32}),
    ]
    for answer in answers:
        assert link in answer.content.decode()
        assert "hasn’t signed CO-4 for “Newport on the map as well” yet." in answer.content.decode()

    token = make_token(by=acting(mara), name="Time", scopes=["time:write"], days=30, now=timezone.now())
    refused = client.post(
        "/api/v1/entries",
        {"work_date": WORK_DAY.isoformat(), "seconds": 60, "project_id": project.pk, "item_id": item.pk},
        content_type="application/json", headers={"Authorization": f"Bearer {token.secret}"},
    )  # fmt: skip
    assert (refused.status_code, refused.json()["about"]) == (403, address)
    assert "CO-4" in refused.json()["detail"]


@pytest.mark.django_db
def test_the_account_manager_lets_work_start_on_the_page_and_it_shows_the_money(client, mara, project, item, waiting):
    client.force_login(mara)
    address = reverse("scope:request", args=[waiting.pk])
    start_page = reverse("scope:let_work_start", args=[waiting.pk])
    assert start_page in client.get(address).content.decode()
    assert client.post(start_page, {"version": "1", "reason": "", "nonce": "n" * 32}).status_code == 422
    assert client.post(start_page, {"version": "1", "reason": "Fixed date", "nonce": "n" * 32}).url == address
    assert trail.actions_on(waiting)[-1] == "request.work_started"

    make_entry(by=mara, project=project, item_id=item.pk, hours="1:30")
    shown = client.get(address).content.decode()
    assert "1 hour 30 minutes logged before CO-4 is signed" in shown
    assert "Fixed date" in shown
    assert start_page not in shown
    on_project = client.get(reverse("projects:project", args=[project.pk])).content.decode()
    assert "1 hour 30 minutes logged before CO-4 is signed" in on_project
    assert address in on_project


@pytest.mark.django_db
def test_letting_work_start_adds_a_work_item_which_follows_the_line_that_the_order_adds(osprey, mara, project):
    waiting = make_waiting(osprey, mara, "Newport on the map as well", project=project)
    start(mara, waiting)
    waiting.refresh_from_db()
    assert waiting.item
    assert waiting.order
    assert (waiting.item.title, waiting.item.project) == ("Newport on the map as well", project)
    make_entry(by=mara, project=project, item_id=waiting.item_id)
    assert queries.at_risk(waiting).seconds == HOUR

    line = make_line(project.agreement, "7")
    waiting.order.line_changes.create(act="added", line=line, number="7", title="Newport")
    follow_signature(waiting.order, acting(mara), MONDAY)
    waiting.refresh_from_db()
    assert (waiting.line, waiting.item.line) == (line, line)
