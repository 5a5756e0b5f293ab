"""Rounds ask about projects with activity, by one email a person, which is answered without signing in."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from amity.audit.models import Record
from amity.outbox.models import Message
from amity.shared.errors import Invalid, NotSeen, Refused
from amity.status.answers.commands import confirm_status
from amity.status.asks.commands import (
    RhythmFields,
    begin_rounds,
    confirm_by_link,
    remove_project_rhythm,
    set_agency_rhythm,
    set_project_rhythm,
)
from amity.status.asks.models import Ask, Rhythm
from amity.status.models import Status
from amity.waiting.queries import waiting_for
from tests.builders import MONDAY, acting, make_entry, make_person, make_project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
FRIDAY = MONDAY + timedelta(days=4)
NEXT = FRIDAY + timedelta(days=7)


@pytest.fixture
def two(osprey, piet, tim):
    """Return two projects of Piet: time was logged on the first on Monday, and nothing happened in the other."""
    busy = make_project(osprey, name="Branch app", manager=piet, team=[tim])
    quiet = make_project(osprey, name="Label design", manager=piet)
    make_entry(by=tim, project=busy, on=MONDAY.date())
    return busy, quiet


def asked():
    return list(Ask.objects.order_by("pk").values_list("project__name", "round_on"))


def begin(at):
    with time_machine.travel(at, tick=False):
        return begin_rounds(at)


def test_only_projects_with_activity_are_asked_about_on_the_day_of_the_round(two, piet):
    assert begin(FRIDAY - timedelta(days=1)) == 0
    assert begin(FRIDAY) == 1
    assert asked() == [("Branch app", FRIDAY.date())]
    [message] = Message.objects.filter(kind="status_asked")
    assert (message.to, message.subject) == (piet.mail, "Status needed: Branch app")
    assert "Label design" not in message.body
    assert begin(FRIDAY + timedelta(days=1)) == 0
    assert Message.objects.filter(kind="status_asked").count() == 1


def test_a_round_that_no_job_began_begins_a_day_later(two):
    assert begin(FRIDAY + timedelta(days=1)) == 1
    assert asked() == [("Branch app", FRIDAY.date())]


def test_nothing_since_the_answer_is_no_question_and_time_is(two, piet, tim):
    busy, _quiet = two
    begin(FRIDAY)
    confirm_status(by=acting(piet), project_id=busy.pk, now=FRIDAY)
    assert begin(NEXT) == 0
    with time_machine.travel(FRIDAY + timedelta(days=3), tick=False):
        entry = make_entry(by=tim, project=busy, on=FRIDAY.date() + timedelta(days=3))
        entry.logged_at = FRIDAY + timedelta(days=3)
        entry.save()
    assert begin(NEXT) == 1


def test_the_next_round_closes_what_was_left_open(two, tim):
    busy, _quiet = two
    begin(FRIDAY)
    begin(NEXT)
    first, second = Ask.objects.order_by("round_on")
    assert (first.project, first.answered_at) == (busy, None)
    assert first.closed_at == NEXT
    assert second.closed_at is None


def test_a_status_waits_for_who_manages_the_project_now(two, piet, mara):
    busy, _quiet = two
    begin(FRIDAY)
    other = make_person("Noor", "project_manager")
    assert waits(piet, FRIDAY) == ["Branch app"]
    assert waits(mara, FRIDAY) == []
    busy.manager = other
    busy.save()
    assert (waits(piet, FRIDAY), waits(other, FRIDAY)) == ([], ["Branch app"])
    confirm_status(by=acting(other), project_id=busy.pk, now=FRIDAY)
    assert waits(other, FRIDAY) == []


def waits(person, at):
    with time_machine.travel(at, tick=False):
        groups = waiting_for(acting(person), at)
        return [item.title for group in groups if group.kind.key == "status" for item in group.items]


def test_one_press_in_the_page_of_the_email_confirms_and_reading_does_not(two, piet):
    busy, _quiet = two
    begin(FRIDAY)
    address = mailed()
    browser = Client()
    with time_machine.travel(FRIDAY, tick=False):
        page = browser.get(address)
        assert page.status_code == 200
        assert "Is this still true?" in page.content.decode()
        assert not Status.objects.exists()
        answer = browser.post(address, {"digest": page.context["digest"]})
        assert "The status of Branch app is saved." in answer.content.decode()
        again = browser.post(address, {"digest": page.context["digest"]})
    row = Status.objects.get()
    assert (row.project, row.answered_by, row.confirmed) == (busy, piet, True)
    assert Record.objects.get(action="status.confirmed").through == "mail"
    assert "is saved" in again.content.decode()


def mailed():
    message = Message.objects.get(kind="status_asked")
    [number] = re.findall(r"\{link\}(\d+)/", message.body)
    return f"/status/by-link/{message.secret.rstrip('/').rpartition('/')[2]}/{number}/"


def test_a_link_ends_with_its_week_its_answer_or_its_person(two, piet):
    busy, _quiet = two
    begin(FRIDAY)
    token = mailed().split("/")[3]
    with pytest.raises(NotSeen):
        confirm_by_link(token="guessed", project_id=busy.pk, digest="", now=FRIDAY)
    with time_machine.travel(NEXT + timedelta(days=1), tick=False):
        with pytest.raises(Refused, match="expired"):
            confirm_by_link(token=token, project_id=busy.pk, digest="", now=NEXT + timedelta(days=1))
        assert Client().get(f"/status/by-link/{token}/{busy.pk}/").status_code == 410
    piet.is_active = False
    piet.save()
    with time_machine.travel(FRIDAY, tick=False):
        assert Client().get(f"/status/by-link/{token}/{busy.pk}/").status_code == 404
    assert not Status.objects.exists()


def test_the_agency_sets_the_rhythm_and_a_project_has_its_own(two, piet, gus):
    busy, _quiet = two
    set_agency_rhythm(by=acting(gus), version=1, fields=RhythmFields("off"), now=MONDAY)
    assert begin(FRIDAY) == 0
    wednesday = MONDAY + timedelta(days=2)
    set_project_rhythm(by=acting(piet), project_id=busy.pk, version=1, fields=RhythmFields("weekly", 2), now=MONDAY)
    assert begin(wednesday) == 1
    assert asked() == [("Branch app", wednesday.date())]
    remove_project_rhythm(by=acting(piet), project_id=busy.pk, now=wednesday)
    assert not Rhythm.objects.exclude(project=None).exists()
    with pytest.raises(Refused):
        set_agency_rhythm(by=acting(piet), version=1, fields=RhythmFields(), now=MONDAY)
    with pytest.raises(Invalid):
        set_project_rhythm(by=acting(piet), project_id=busy.pk, version=1, fields=RhythmFields("daily"), now=MONDAY)


@pytest.fixture
def gus(agency):
    """Create an administrator."""
    return make_person("Gus", "administrator")


def test_many_projects_are_one_email(osprey, piet, tim):
    for number in range(6):
        make_entry(
            by=tim,
            project=make_project(osprey, name=f"Project {number}", manager=piet, team=[tim]),
            on=date(2026, 11, 23),
        )
    assert begin(FRIDAY) == 1
    [message] = Message.objects.filter(kind="status_asked")
    assert message.subject == "Status needed: 6 projects"
    assert message.body.count("{link}") == 6


def test_a_project_follows_the_agency_again_on_the_page_of_its_rhythm(two, piet):
    busy, _quiet = two
    browser = Client()
    browser.force_login(piet)
    address = f"/projects/{busy.pk}/status/rhythm/"
    for rhythm, count in (("fortnightly", 1), ("agency", 0), ("agency", 0)):
        form = browser.get(address).context["form"]
        sent = {"rhythm": rhythm, "weekday": "3", "version": form["version"].value(), "nonce": form["nonce"].value()}
        assert browser.post(address, sent).status_code == 302
        assert Rhythm.objects.filter(project=busy).count() == count


def test_the_page_emails_what_waits_with_new_links(two, piet, mara):
    begin(FRIDAY)
    first = Message.objects.get(kind="status_asked").secret
    browser = Client()
    browser.force_login(piet)
    with time_machine.travel(FRIDAY + timedelta(hours=3), tick=False):
        assert "Answer by email" in browser.get(reverse("status:status")).content.decode()
        answer = browser.post(reverse("status:email_me"), follow=True).content.decode()
        assert f"Email sent to {piet.mail} with one project to answer." in answer
        message = Message.objects.filter(kind="status_asked").latest("pk")
        assert (message.to, message.subject) == (piet.mail, "Status needed: Branch app")
        assert message.secret != first
        outsider, project = Client(), two[0].pk
        assert outsider.get(f"{path_of(first)}{project}/").status_code == 404
        assert outsider.get(f"{path_of(message.secret)}{project}/").status_code == 200

        confirm_status(by=acting(piet), project_id=project, now=FRIDAY)
        assert "Answer by email" not in browser.get(reverse("status:status")).content.decode()
        assert (
            "No project waits for your status."
            in browser.post(reverse("status:email_me"), follow=True).content.decode()
        )
    assert Message.objects.filter(kind="status_asked").count() == 2


def path_of(link):
    return "/" + link.split("/", 3)[3]
