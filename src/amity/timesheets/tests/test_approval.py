"""Weeks submitted, approved and returned, and the effect on entries, sums and agreements."""

from datetime import date

import pytest
from django.urls import reverse

from amity.agreements.drafts import commands as agreements
from amity.agreements.fees.rules import AgreedTerms
from amity.audit import trail
from amity.notifications.models import Notification
from amity.outbox.models import Message
from amity.people import rules as roles
from amity.shared.errors import Invalid, NotSeen, Refused
from amity.timesheets import commands as time
from amity.timesheets.approval import commands
from amity.timesheets.approval.models import WeekSheet
from amity.timesheets.models import Entry, TimeRules
from amity.timesheets.months import MonthClosed
from amity.timesheets.reminders.commands import keep_time
from amity.timesheets.sums.models import ProjectMonth
from amity.timesheets.sums.verify import verify
from amity.timesheets.week.days import Week
from tests.builders import MONDAY, acting, entry_changes, make_agreement, make_entry, make_person

WEEK = Week(date(2026, 11, 16))


@pytest.fixture
def approving(agency):
    """Turn approval of weeks on."""
    return TimeRules.objects.create(pk=1, approval=True)


@pytest.fixture
def led(tim, piet, approving):
    """Make Piet Tim's lead."""
    tim.lead = piet
    tim.save()
    return tim


def approved_seconds():
    """Return all approved seconds in the sums."""
    return sum(row.approved_seconds for row in ProjectMonth.objects.all())


def submit(person):
    """Submit a person's week."""
    return commands.submit_week(by=acting(person), week=WEEK, now=MONDAY)


def edit(person, entry, site):
    """Change an entry as a person."""
    changes = entry_changes(project=site)
    return time.edit_entry(by=acting(person), entry_id=entry.pk, version=entry.version, changes=changes, now=MONDAY)


def test_a_week_is_submitted_approved_and_summed(led, piet, site):
    entry = make_entry(by=led, project=site, hours="3:00")
    sheet = submit(led)
    assert approved_seconds() == 0

    commands.approve_week(by=acting(piet), sheet_id=sheet.pk, now=MONDAY)

    entry.refresh_from_db()
    assert (entry.state, approved_seconds()) == ("approved", 10_800)
    assert trail.actions_on(sheet) == ["week.submitted", "week.approved"]
    assert Notification.objects.get().text.startswith("Piet approved your week from")
    assert verify().clean


def test_approved_time_is_the_persons_to_change_only_after_it_was_returned(led, piet, site):
    entry = make_entry(by=led, project=site, hours="3:00")
    sheet = submit(led)
    commands.approve_week(by=acting(piet), sheet_id=sheet.pk, now=MONDAY)
    entry.refresh_from_db()

    with pytest.raises(Refused, match="approved"):
        edit(led, entry, site)
    with pytest.raises(Refused, match="approved"):
        time.delete_entry(by=acting(led), entry_id=entry.pk, version=entry.version, now=MONDAY)
    commands.return_week(by=acting(piet), sheet_id=sheet.pk, reason="Wrong line", now=MONDAY)

    entry.refresh_from_db()
    assert edit(led, entry, site).state == "draft"
    assert approved_seconds() == 0


def test_a_returned_week_is_told_by_mail_with_the_reason(led, piet, site):
    make_entry(by=led, project=site)
    sheet = submit(led)

    commands.return_week(by=acting(piet), sheet_id=sheet.pk, reason="Wrong line", now=MONDAY)

    mail = Message.objects.get()
    assert (mail.audience, mail.to) == ("staff", led.mail)
    assert "Wrong line" in mail.body
    assert "/time/week/2026-W47/" in mail.body


def test_a_week_is_not_returned_without_a_reason(led, piet, site):
    make_entry(by=led, project=site)
    sheet = submit(led)

    with pytest.raises(Invalid):
        commands.return_week(by=acting(piet), sheet_id=sheet.pk, reason="  ", now=MONDAY)


def test_what_waits_is_taken_back_by_its_person(led, site):
    entry = make_entry(by=led, project=site)
    submit(led)

    commands.take_week_back(by=acting(led), week=WEEK, now=MONDAY)

    entry.refresh_from_db()
    assert entry.state == "draft"


@pytest.mark.parametrize("who", ["tim", "mara", "ada"])
def test_only_the_lead_approves(led, site, request, who):
    make_entry(by=led, project=site)
    sheet = submit(led)

    with pytest.raises(NotSeen):
        commands.approve_week(by=acting(request.getfixturevalue(who)), sheet_id=sheet.pk, now=MONDAY)


def test_without_a_lead_a_director_approves(tim, ada, approving, site):
    make_entry(by=tim, project=site)
    sheet = submit(tim)

    assert commands.approve_week(by=acting(ada), sheet_id=sheet.pk, now=MONDAY).decided_by == "Ada"


def test_where_no_one_else_could_approve_the_step_is_skipped_and_recorded_so(approving):
    alone = make_person("Alone", roles.ACCOUNT_DIRECTOR)
    make_entry(by=alone)

    sheet = submit(alone)

    assert (sheet.state, sheet.decided_by, approved_seconds()) == ("approved", "", 3600)


def test_nothing_is_submitted_where_approval_is_off(tim, site):
    make_entry(by=tim, project=site)

    with pytest.raises(Refused):
        submit(tim)


def test_a_week_without_drafts_is_not_submitted(led):
    with pytest.raises(Refused):
        submit(led)

    assert not WeekSheet.objects.exists()


def test_time_of_a_closed_month_is_not_approved_any_more(led, piet, fina, site):
    make_entry(by=led, project=site)
    sheet = submit(led)
    time.lock_month(by=acting(fina), month=202611, now=MONDAY)

    with pytest.raises(MonthClosed):
        commands.approve_week(by=acting(piet), sheet_id=sheet.pk, now=MONDAY)

    assert Entry.objects.get().state == "submitted"


def rules(**more):
    """Return settings of time for the command."""
    return {"approval": False, "reminders": False, "remind_weekday": 0, "remind_hour": 10, "now": MONDAY} | more


def test_approval_stays_on_while_weeks_wait_or_an_agreement_counts_approved_time(led, piet, site, osprey):
    admin = make_person("Adam", roles.ADMINISTRATOR)
    make_entry(by=led, project=site)
    sheet = submit(led)
    with pytest.raises(Invalid, match="wait"):
        keep_time(by=acting(admin), **rules())
    commands.approve_week(by=acting(piet), sheet_id=sheet.pk, now=MONDAY)
    agreement = make_agreement(osprey, "retainer", counted="approved")

    with pytest.raises(Invalid, match="counts approved"):
        keep_time(by=acting(admin), **rules())

    agreement.counted = "all"
    agreement.save()
    assert not keep_time(by=acting(admin), **rules()).approval


def test_an_agreement_counts_approved_time_once_weeks_are_approved(mara, osprey, approving):
    agreement = make_agreement(osprey)
    terms = AgreedTerms("retainer", "EUR", fee=1, counted="approved")

    agreed = agreements.agree_terms(by=acting(mara), agreement_id=agreement.pk, version=1, terms=terms, now=MONDAY)

    assert agreed.counted == "approved"


def test_a_lead_approves_and_returns_on_the_page(client, led, piet, site):
    make_entry(by=led, project=site, hours="3:00")
    client.force_login(led)
    client.post(reverse("timesheets:submit_week", args=["2026-W47"]))
    sheet = WeekSheet.objects.get()
    client.force_login(piet)
    page = client.get(reverse("timesheets:approvals")).content.decode()
    assert "Tim" in page
    assert "3:00" in page

    client.post(reverse("timesheets:approve_week", args=[sheet.pk]))
    assert client.post(reverse("timesheets:return_week", args=[sheet.pk]), {"reason": ""}).status_code == 422
    client.post(reverse("timesheets:return_week", args=[sheet.pk]), {"reason": "Wrong day"})

    assert trail.actions_on(sheet) == ["week.submitted", "week.approved", "week.returned"]


def test_settings_of_time_are_an_administrators(client, mara):
    client.force_login(mara)
    assert client.get(reverse("timesheets:time_settings")).status_code == 403
    client.force_login(make_person("Adam", roles.ADMINISTRATOR))

    answer = client.post(
        reverse("timesheets:time_settings"), {"approval": "on", "remind_weekday": "1", "remind_hour": "9"}
    )

    assert answer.status_code == 302
    assert (TimeRules.objects.get().approval, TimeRules.objects.get().remind_weekday) == (True, 1)
