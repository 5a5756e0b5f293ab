"""Early warnings and reminders: reached once, emailed once to each person together, and gone with their cause."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from amity.agency.commands import set_limit
from amity.audit.models import Record
from amity.lines.models import Line
from amity.outbox.models import Message
from amity.profitability.forecast.models import ForecastStep
from amity.profitability.forecast.rules import REMINDER, WARNING
from amity.profitability.forecast.steps import follow_forecasts, note_step
from amity.projects.finished_marks.commands import mark_finished, take_back_finished
from amity.shared.errors import NotSeen
from amity.waiting.queries import waiting_for
from tests.builders import MONDAY, WORK_DAY, acting, make_agreement, make_entry, make_line, make_person, make_project

pytestmark = pytest.mark.django_db
TOMORROW = MONDAY + timedelta(days=1)


@pytest.fixture
def running(osprey, piet, tim):
    """Return a function that makes a project with two lines of 10 h, the first finished after so many hours."""

    def make(name, hours, finished=True):
        agreement = make_agreement(osprey, "time_and_materials")
        project = make_project(osprey, name=name, manager=piet, team=[tim], agreement=agreement)
        lines = [make_line(agreement, number, hours="10:00") for number in ("1", "2")]
        make_entry(by=tim, project=project, hours=hours, on=WORK_DAY, line_id=lines[0].pk)
        if finished:
            lines[0].finished_at = MONDAY
            lines[0].save()
        return project, lines

    return make


def titles(person):
    groups = waiting_for(acting(person), MONDAY)
    return [(item.title, item.lead) for group in groups if group.kind.key == "forecast" for item in group.items]


def test_a_likely_overrun_waits_for_both_and_is_emailed_once_to_each(running, mara, piet, tim):
    running("Branch app", "18:00")
    running("Label design", "9:00")
    assert follow_forecasts(MONDAY) == 2
    sent = {message.to: message for message in Message.objects.filter(kind="forecast")}
    assert set(sent) == {mara.mail, piet.mail}
    assert sent[mara.mail].subject == "Likely to go over budget: Branch app"
    assert "Branch app, Osprey Rail: expected to end" in sent[mara.mail].body
    assert "Label design" not in sent[mara.mail].body
    for person in (mara, piet):
        assert titles(person) == [("Branch app", "Likely to go over budget")]
    assert titles(tim) == []
    assert follow_forecasts(TOMORROW) == 0
    assert Message.objects.filter(kind="forecast").count() == 2
    assert Record.objects.filter(action="forecast.reached").count() == 1


def test_the_email_asks_what_is_finished_and_each_link_takes_one_press(running, mara, piet):
    project, lines = running("Homepage", "17:00", finished=False)
    follow_forecasts(MONDAY)
    [message] = Message.objects.filter(kind="forecast", to=piet.mail)
    address = reverse("money:answer_line", args=[project.pk, lines[0].pk])
    [asked] = [line for line in message.body.splitlines() if line.startswith("- ")]
    assert asked.startswith("- 1 Line 1: http")
    assert asked.endswith(address)
    client = Client()
    client.force_login(piet)
    page = client.get(address).content.decode()
    assert "Is 1 Line 1 finished?" in page
    assert not Line.objects.filter(finished_at__isnull=False).exists(), "reading the page marks nothing"
    client.post(address, {"answer": "finished"})
    assert Line.objects.get(finished_at__isnull=False) == lines[0]
    assert "It is marked as finished." in client.get(address).content.decode()


def test_a_hundred_at_once_are_one_email(running, mara, piet):
    for number in range(99):
        running(f"Project {number}", "18:00")
    running("Nearly", "17:00", finished=False)
    assert follow_forecasts(MONDAY) == 2
    [message] = Message.objects.filter(kind="forecast", to=mara.mail)
    assert message.subject == "99 projects are likely to go over budget"
    assert message.body.count("/money/forecast/\n") == 100
    assert "Nearly, Osprey Rail: 17\u00a0h of 20\u00a0h used." in message.body


def test_the_reminder_comes_at_80_percent_and_the_warning_after_it_is_a_step_of_its_own(running):
    _project, lines = running("Homepage", "17:00", finished=False)
    follow_forecasts(MONDAY)
    assert [one.step for one in ForecastStep.objects.all()] == [REMINDER]
    lines[0].finished_at = MONDAY
    lines[0].save()
    follow_forecasts(TOMORROW)
    assert {one.step: one.gone_on for one in ForecastStep.objects.all()} == {
        REMINDER: TOMORROW.date(), WARNING: None,
    }  # fmt: skip


def test_it_goes_when_its_cause_goes_and_is_never_emailed_again(running, mara):
    project, lines = running("Branch app", "18:00")
    follow_forecasts(MONDAY)
    lines[1].terms.update(planned_seconds=80 * 3600)
    follow_forecasts(TOMORROW)
    assert titles(mara) == []
    lines[1].terms.update(planned_seconds=10 * 3600)
    assert follow_forecasts(TOMORROW) == 0
    assert titles(mara) == [("Branch app", "Likely to go over budget")]
    project.status = "closed"
    project.save()
    follow_forecasts(TOMORROW)
    assert titles(mara) == []


def test_noting_it_is_for_oneself_and_can_be_undone(running, mara, piet):
    running("Branch app", "18:00")
    follow_forecasts(MONDAY)
    step = ForecastStep.objects.get()
    client = Client()
    client.force_login(mara)
    sent = {"nonce": "n" * 32, "back": "/waiting/"}
    client.post(f"/waiting/forecast/{step.pk}/noted/", sent)
    assert list(step.noted_by.all()) == [mara]
    assert titles(mara) == []
    assert titles(piet) == [("Branch app", "Likely to go over budget")]
    client.post(f"/waiting/forecast/{step.pk}/noted/undo/", sent)
    assert titles(mara) == [("Branch app", "Likely to go over budget")]
    with pytest.raises(NotSeen):
        note_step(by=acting(make_person("Stranger")), step_id=step.pk, now=MONDAY)


def test_the_warning_follows_the_thresholds_in_settings_and_the_page_says_what_they_do(running, client):
    root = make_person("Root", "administrator")
    running("Branch app", "18:00")
    set_limit(by=acting(root), name="forecast.probability", value=10_000, now=MONDAY)
    follow_forecasts(MONDAY)
    assert [one.step for one in ForecastStep.objects.all()] == [REMINDER]
    client.force_login(root)
    page = client.get(reverse("agency:limits")).content.decode()
    assert "1 project has this reminder now." in page
    assert "0 projects have this warning now." in page

    set_limit(by=acting(root), name="forecast.probability", value=7_000, now=MONDAY)
    follow_forecasts(TOMORROW)
    assert ForecastStep.objects.get(gone_on=None).step == WARNING


def test_a_reminder_names_the_share_that_is_used(running, mara):
    running("Homepage", "17:00", finished=False)
    follow_forecasts(MONDAY)
    assert titles(mara) == [("Homepage", "85% of the budget is used")]


def test_a_mark_ends_a_step_at_once_and_withdrawing_it_resumes_the_step(running, mara, piet):
    project, lines = running("Branch app", "18:00")
    follow_forecasts(MONDAY)
    work = {"by": acting(piet), "project_id": project.pk, "line_id": lines[0].pk, "now": MONDAY}

    take_back_finished(**work)
    assert titles(mara) == []
    mark_finished(**work)
    assert titles(mara) == [("Branch app", "Likely to go over budget")]
    assert Message.objects.filter(kind="forecast", to=mara.mail).count() == 1
