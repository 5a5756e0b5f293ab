"""A status is prefilled from the data, confirmed with one press or changed, and each answer is a row."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from amity.accounts.models import Contact
from amity.audit.models import Record
from amity.lines.models import Line
from amity.monitoring.changes import InputFields
from amity.monitoring.inputs.commands import ask_input
from amity.projects.milestones.commands import add_milestone
from amity.shared.errors import NotSeen, Refused
from amity.shared.permission import MoneyRight
from amity.status.answers.commands import answer_status, confirm_status
from amity.status.answers.fields import StatusFields
from amity.status.answers.prefill import prefill_of
from amity.status.answers.queries import latest_of
from amity.status.answers.wording import in_words
from amity.status.models import Status
from amity.status.tests.making import make_ask, make_question, make_status
from amity.waiting.queries import waiting_for
from tests.builders import MONDAY, acting, make_agreement, make_entry, make_line, make_person, make_project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
TODAY = MONDAY.date()


@pytest.fixture
def app(osprey, piet, tim):
    """Return a project with one finished line, one open one, a milestone and late input from the client."""
    agreement = make_agreement(osprey, "time_and_materials")
    project = make_project(osprey, name="Branch app", manager=piet, team=[tim], agreement=agreement)
    done, _left = (make_line(agreement, number, hours="10:00") for number in ("1", "2"))
    make_entry(by=tim, project=project, hours="10:00", line_id=done.pk)
    done.finished_at = MONDAY
    done.save()
    add_milestone(by=acting(piet), project_id=project.pk, name="Payment live", due_on=date(2026, 12, 3), now=MONDAY)
    fields = InputFields("Station photos", TODAY - timedelta(days=6), project.pk, asked_on=TODAY - timedelta(days=9))
    ask_input(by=acting(piet), fields=fields, now=MONDAY)
    return project


def test_the_data_prefill_what_they_know(app, osprey):
    Contact.objects.create(account=osprey, name="Cleo", standing="doubts", standing_evidence="Call, 20 Nov")
    known = prefill_of(app, TODAY)
    fields = known.fields
    assert fields.percent in range(40, 56)
    assert fields.to_go_seconds in range(9 * 3_600, 15 * 3_600, 3_600)
    assert (str(known.milestone), fields.milestone_on) == ("Payment live", date(2026, 12, 3))
    assert fields.mood == "tense"
    assert fields.blockers == "Station photos, 6 days late"
    assert (fields.budget, fields.dates, fields.client) == ("green", "amber", "amber"), "input is late, Cleo has doubts"


def test_still_true_is_one_row_with_the_values_that_were_shown(app, piet):
    known = prefill_of(app, TODAY)
    row = confirm_status(by=acting(piet), project_id=app.pk, now=MONDAY, digest=known.digest)
    assert row.confirmed
    assert (row.percent, row.to_go_seconds) == (known.fields.percent, known.fields.to_go_seconds)
    assert (row.milestone_name, row.blockers) == ("Payment live", "Station photos, 6 days late")
    assert Record.objects.filter(action="status.confirmed", subject_id=app.pk).count() == 1


def test_values_that_changed_since_they_were_shown_are_not_confirmed(app, piet, tim):
    known = prefill_of(app, TODAY)
    make_entry(by=tim, project=app, hours="6:00", line_id=Line.objects.get(number="2").pk)
    with pytest.raises(Refused, match="changed since you opened this"):
        confirm_status(by=acting(piet), project_id=app.pk, now=MONDAY, digest=known.digest)
    assert not Status.objects.exists()


def test_each_answer_is_a_row_and_judgements_carry_over(app, piet):
    answer_status(by=acting(piet), project_id=app.pk, fields=StatusFields(budget="amber", mood="waiting"), now=MONDAY)
    row = confirm_status(by=acting(piet), project_id=app.pk, now=MONDAY + timedelta(hours=1))
    assert Status.objects.filter(project=app).count() == 2
    assert (row.budget, row.mood) == ("amber", "waiting")
    assert latest_of(app.pk) == row


def test_another_date_moves_the_next_milestone(app, piet):
    fields = StatusFields(milestone_on=date(2026, 12, 10))
    row = answer_status(by=acting(piet), project_id=app.pk, fields=fields, now=MONDAY)
    assert row.milestone_on == app.milestones.get().due_on == date(2026, 12, 10)
    assert Record.objects.filter(action="milestone.moved").count() == 1


def test_only_who_runs_the_project_answers(app, mara, ada, tim, fina):
    for person, refusal in ((tim, Refused), (fina, Refused)):
        with pytest.raises(refusal):
            confirm_status(by=acting(person), project_id=app.pk, now=MONDAY)
    for person in (mara, ada):
        confirm_status(by=acting(person), project_id=app.pk, now=MONDAY)
    app.status = "closed"
    app.save()
    with pytest.raises(Refused, match="has ended"):
        confirm_status(by=acting(mara), project_id=app.pk, now=MONDAY)


def test_no_stranger_to_the_account_answers(app, agency):
    with pytest.raises(NotSeen):
        confirm_status(by=acting(make_person("Noor", "project_manager")), project_id=app.pk, now=MONDAY)


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def test_the_page_counts_what_is_answered_and_goes_on_to_the_next(app, osprey, piet):
    other = make_project(osprey, name="Label design", manager=piet)
    for project in (app, other):
        make_ask(project, piet, date(2026, 11, 20))
    make_project(osprey, name="Winter timetable", manager=piet)
    browser = signed_in(piet)
    text = browser.get(reverse("status:status")).content.decode()
    assert "0 of 2 answered, about 3 minutes left" in text
    assert "Winter timetable" in text

    digest = prefill_of(app, TODAY).digest
    answer = browser.post(reverse("status:confirm", args=[app.pk]), {"digest": digest}, follow=True)
    assert answer.redirect_chain[-1][0].endswith(f"?project={other.pk}")
    assert "1 of 2 answered, about two minutes left" in answer.content.decode()
    assert [item.title for item in waiting(piet)] == ["Label design"]


def waiting(person):
    return [item for group in waiting_for(acting(person), MONDAY) if group.kind.key == "status" for item in group.items]


def test_an_answer_that_the_data_contradict_stays_at_its_row(app, piet):
    make_ask(app, piet, date(2026, 11, 20))
    app.milestones.update(due_on=date(2026, 11, 19))
    browser = signed_in(piet)
    fields = {"mood": "tense", "budget": "green", "dates": "green", "client": "green", "milestone_on": "2026-11-19"}
    page = browser.get(reverse("status:answer", args=[app.pk]))
    answer = browser.post(
        reverse("status:answer", args=[app.pk]), fields | {"nonce": page.context["form"]["nonce"].value()}, follow=True
    )
    text = answer.content.decode()
    assert answer.redirect_chain[-1][0].endswith(f"?project={app.pk}")
    assert "“Payment live” was due on 19 Nov" in text
    assert "Change dates to amber" in text
    assert "Mara sees it from" in text


def test_people_without_hours_see_none_on_the_project(app, piet, tim, mara):
    make_status(app, piet, percent=68, to_go_seconds=500 * 3_600, budget="red")
    address = reverse("projects:project", args=[app.pk])
    assert "68" in signed_in(mara).get(address).content.decode()
    tim.own_money_right = int(MoneyRight.NONE)
    tim.save()
    text = signed_in(tim).get(address).content.decode()
    assert "500" not in text
    assert "Budget" in text


def test_the_project_asks_its_account_manager_only_after_a_day(app, piet, mara):
    make_status(app, piet)
    make_question(app, piet, seen_from=MONDAY + timedelta(days=1))
    address = reverse("projects:project", args=[app.pk])
    assert "What are we missing?" in signed_in(piet).get(address).content.decode()
    assert "What are we missing?" not in signed_in(mara).get(address).content.decode()


def test_a_row_that_knows_nothing_says_so_once(app, osprey, piet):
    care = make_project(osprey, name="Site care", manager=piet)
    make_ask(care, piet, date(2026, 11, 20))
    make_ask(app, piet, date(2026, 11, 20))
    page = signed_in(piet).get(reverse("status:status"))
    rows = {row.project: row for row in page.context["page"].rows}

    assert [(rows[one].is_blank, rows[one].has_progress) for one in (care, app)] == [(True, False), (False, True)]
    row = page.content.decode().partition("Site care</b>")[2].partition("</li>")[0].lower()
    assert (row.count("known"), row.count("no milestone"), row.count("no blockers")) == (1, 0, 0)


def test_no_project_is_green_before_anyone_said_so(osprey, piet):
    care = make_project(osprey, name="Site care", manager=piet)
    make_ask(care, piet, date(2026, 11, 20))

    def row():
        page = signed_in(piet).get(reverse("status:status")).content.decode()
        return page.partition("Site care</b>")[2].partition("</li>")[0]

    assert [word in row() for word in ("No status yet", "Mark all green", "All green", "Still true")] == [
        True, True, False, False,
    ]  # fmt: skip
    assert "No status yet. If you confirm" in in_words(prefill_of(care, TODAY))
    make_status(care, piet, at=MONDAY - timedelta(days=7))

    assert [word in row() for word in ("No status yet", "All green", "Still true")] == [False, True, True]
    assert "Your view: budget green" in in_words(prefill_of(care, TODAY))


def test_a_row_without_progress_says_unknown_once(osprey, piet):
    care = make_project(osprey, name="Site care", manager=piet)
    make_ask(care, piet, date(2026, 11, 20))
    add_milestone(by=acting(piet), project_id=care.pk, name="Launch", due_on=date(2026, 12, 3), now=MONDAY)
    row = signed_in(piet).get(reverse("status:status")).content.decode().partition("Site care</b>")[2]

    assert row.partition("</li>")[0].count(">unknown<") == 1
