"""Pages of the week and the day: saved by cell or as one form, refused at the cell, never with an amount."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from amity.people.models import Person
from amity.projects.models import Project, WorkItem
from amity.timesheets import commands
from amity.timesheets.approval.models import WeekSheet
from amity.timesheets.models import Entry, TimeRules
from amity.timesheets.timer.models import Timer
from amity.timesheets.week.models import SheetRow
from tests.builders import MONDAY, acting, make_cost_rate, make_entry, make_item, make_project

PAGE = "/time/week/2026-W48/"
TUESDAY = date(2026, 11, 24)
FETCH: dict[str, Any] = {"headers": {"X-Requested-With": "fetch"}}


@pytest.fixture
def browser(tim: Person) -> Client:
    """Return Tim's browser."""
    client = Client()
    client.force_login(tim)
    return client


def text(answer: Any) -> str:
    """Return the page's text."""
    return str(answer.content.decode())


def sent(project: Project, **cells: str) -> dict[str, str]:
    """Return the grid's form: `on2="1:30"` is Tuesday, `was2` its former value."""
    names = {name: f"{'c' if name.startswith('on') else 's'}.p{project.pk}.{name[-1]}" for name in cells}
    return {names[name]: value for name, value in cells.items()}


def test_the_grid_saves_a_cell_and_answers_with_itself(browser: Client, site: Project) -> None:
    answer = browser.post(f"{PAGE}p{site.pk}/2/", {"hours": "90m", "seen": ""}, **FETCH)

    assert answer.status_code == 200
    assert Entry.objects.get().seconds == 5400
    assert "Saved" in text(answer)
    assert "<!doctype" not in text(answer)


def test_what_is_left_has_a_column_only_where_something_is_planned(browser: Client, tim: Person, site: Project) -> None:
    make_entry(by=tim, project=site, hours="2:00", on=TUESDAY)
    assert "has-plans" not in text(browser.get(PAGE))

    task = make_item(site, "Sketches", hours="10")
    make_entry(by=tim, project=site, hours="2:00", on=TUESDAY, item_id=task.pk)

    assert "has-plans" in text(browser.get(PAGE))


def test_a_wrong_time_is_said_at_the_cell_and_nothing_is_written(browser: Client, site: Project) -> None:
    answers = {typed: browser.post(f"{PAGE}p{site.pk}/2/", {"hours": typed, "seen": ""}, **FETCH) for typed in
               ("soon", "25", "-1", "1:75")}  # fmt: skip

    assert {answer.status_code for answer in answers.values()} == {422}
    assert "Enter the time as 1:30" in text(answers["soon"])
    assert "24 hours" in text(answers["25"])
    assert "Enter 0 or more." in text(answers["-1"])
    assert not Entry.objects.exists()


def test_a_stale_cell_shows_both_versions(browser: Client, tim: Person, site: Project) -> None:
    entry = make_entry(by=tim, project=site, on=TUESDAY, hours="2:00")

    answer = browser.post(f"{PAGE}p{site.pk}/2/", {"hours": "1:30", "seen": ""}, **FETCH)

    assert answer.status_code == 409
    assert "<b>2:00</b>" in text(answer)
    assert "<b>1:30</b>" in text(answer)
    assert f'data-seen="{entry.pk}:{entry.version}"' in text(answer)


def test_without_script_the_week_is_one_form_and_only_what_changed_is_saved(
    browser: Client, tim: Person, site: Project
) -> None:
    entry = make_entry(by=tim, project=site, on=TUESDAY, hours="2:00")
    form = sent(site, on1="1.5", on2="2:00", was2=f"{entry.pk}:1=7200", on3="")

    answer = browser.post(PAGE, form, follow=True)

    assert "1 cell saved" in text(answer)
    assert sorted(Entry.objects.values_list("seconds", "version")) == [(5400, 1), (7200, 1)]


def test_what_is_refused_stays_in_its_cell_and_the_rest_is_saved(browser: Client, tim: Person, site: Project) -> None:
    make_entry(by=tim, project=site, on=date(2026, 11, 28))
    answer = browser.post(PAGE, sent(site, on1="1.5", on2="soon"))

    assert answer.status_code == 422
    assert re.search(r'name="c\.p\d+\.2" value="soon"', text(answer))
    assert "Enter the time as 1:30" in text(answer)
    assert Entry.objects.filter(work_date=date(2026, 11, 23)).count() == 1


def test_a_stale_cell_of_the_plain_form_is_saved_by_sending_it_again(
    browser: Client, tim: Person, site: Project
) -> None:
    entry = make_entry(by=tim, project=site, on=TUESDAY, hours="2:00")
    first = browser.post(PAGE, sent(site, on2="1:00", was2=f"{entry.pk}:7=3600", on3=""))
    second = browser.post(PAGE, sent(site, on2="1:30", was2=f"{entry.pk}:7=3600"))
    seen = re.search(r'name="s\.p\d+\.2" value="([^"]+)"', text(second))
    assert seen is not None

    browser.post(PAGE, sent(site, on2="1:30", was2=seen[1]))

    assert (first.status_code, second.status_code) == (302, 422)
    assert "It now says 2:00" in text(second)
    assert Entry.objects.get().seconds == 5400


def test_a_row_is_added_by_typing_and_taken_off_while_it_is_empty(browser: Client, site: Project) -> None:
    added = browser.post(f"{PAGE}row/", {"work": "ticket site"})
    assert added["Location"] == f"{PAGE}#row-p{site.pk}"
    wrong = browser.post(f"{PAGE}row/", {"work": "moon landing"})
    assert wrong.status_code == 422
    assert "No project, account or line matches" in text(wrong)

    browser.post(f"{PAGE}row/", {"remove": f"p{site.pk}"})

    assert not SheetRow.objects.exists()


def test_copying_offers_undo_once(browser: Client, tim: Person, site: Project) -> None:
    make_entry(by=tim, project=site, on=date(2026, 11, 17))

    copied = text(browser.post(f"{PAGE}copy/", {"hours": "yes"}, follow=True))
    tokens = re.findall(r'name="undo" value="([^"]+)"', copied)
    undone = text(browser.post(f"{PAGE}undo/", {"undo": tokens}, follow=True))

    assert "1 row copied, 1 time filled in." in copied
    assert 'name="undo"' not in undone
    assert Entry.objects.count() == 1


def test_an_opened_cell_takes_a_note_and_no_charge(browser: Client, site: Project) -> None:
    address = f"{PAGE}p{site.pk}/2/"
    assert "At no charge" in text(browser.get(address))

    answer = browser.post(address, {"hours": "1:00", "text": "A favour", "tag": "courtesy", "seen": ""}, follow=True)

    entry = Entry.objects.get()
    assert (entry.text, entry.courtesy, entry.billable) == ("A favour", True, False)
    assert "At no charge" in text(answer)


def test_a_closed_month_reads_only_and_says_why(browser: Client, tim: Person, site: Project, fina: Person) -> None:
    make_entry(by=tim, project=site, on=TUESDAY)
    commands.lock_month(by=acting(fina), month=202611, now=MONDAY)

    page = text(browser.get(PAGE))
    answer = browser.post(f"{PAGE}p{site.pk}/3/", {"hours": "1:00", "seen": ""}, **FETCH)

    assert "Nov 2026 is closed, so its days are read only" in page
    assert page.count("readonly") == 7
    assert answer.status_code == 403


def test_a_day_takes_time_and_keeps_what_was_wrong(browser: Client, tim: Person, site: Project) -> None:
    wrong = browser.post("/time/day/2026-11-24/", {"nonce": "a" * 32, "work": "ticket site", "hours": "soon"})
    right = browser.post(
        "/time/day/2026-11-24/", {"nonce": "b" * 32, "work": f"p{site.pk}", "hours": "1:15", "text": "By thumb"},
        follow=True,
    )  # fmt: skip

    assert wrong.status_code == 422
    assert 'value="ticket site"' in text(wrong)
    assert Entry.objects.get().work_date == TUESDAY
    assert "By thumb" in text(right)


def test_sentences_write_hours_as_elsewhere_and_cells_by_the_clock(browser: Client, tim: Person, site: Project) -> None:
    make_entry(by=tim, project=site, hours="6:30", on=TUESDAY)

    day = text(browser.get("/time/day/2026-11-24/")).replace("\u00a0", " ")
    week = text(browser.get(PAGE)).replace("\u00a0", " ")

    assert re.search(r"6.5 h\s*</span>|6.5 h of", day)
    assert ">6.5 h</b> logged of" in week
    assert "6:30" in week
    assert "6:30 of" not in day


def test_quiet_work_is_asked_about_until_it_is_answered(browser: Client, tim: Person, site: Project) -> None:
    task = make_item(site, "Sketches", hours="4")
    today = timezone.localdate()
    make_entry(by=tim, project=site, on=today - timedelta(days=30), hours="3:00", item_id=task.pk)
    day = f"/time/day/{today.isoformat()}/"
    assert "Sketches is finished" in text(browser.get(day))

    browser.post(f"{day}{site.pk}/{task.pk}/", {"answer": "finished"})

    assert WorkItem.objects.get().finished_at is not None
    assert "Sketches is finished" not in text(browser.get(day))


def test_a_team_member_sees_hours_and_no_amount(browser: Client, tim: Person, site: Project) -> None:
    make_cost_rate("40.5000")
    make_entry(by=tim, project=site, on=TUESDAY, hours="2:00")

    pages = [text(browser.get(address)) for address in (PAGE, "/time/day/2026-11-24/", f"{PAGE}p{site.pk}/2/")]

    assert not any("€" in page or "200.00" in page or "EUR" in page for page in pages)


@pytest.mark.parametrize("address", ["/time/week/2026-W99/", "/time/week/now/", "/time/day/2026-13-01/",
                                     f"{PAGE}p1/9/", f"{PAGE}p999/1/", f"{PAGE}nothing/1/"])  # fmt: skip
def test_what_is_no_week_day_or_row_is_not_found(browser: Client, address: str) -> None:
    assert browser.get(address).status_code == 404


def test_someone_elses_row_is_not_found(browser: Client, site: Project) -> None:
    hidden = make_project(name="Hidden")

    assert browser.get(f"{PAGE}p{hidden.pk}/1/").status_code == 404
    assert browser.post(f"{PAGE}p{hidden.pk}/1/", {"hours": "1"}, **FETCH).status_code == 404


def test_a_day_takes_time_at_no_charge(browser: Client, site: Project) -> None:
    page = browser.get("/time/day/2026-11-24/")
    posted = {
        "nonce": page.context["day_form"]["nonce"].value(),
        "work_key": f"p{site.pk}",
        "hours": "0:30",
        "tag": "courtesy",
    }

    browser.post("/time/day/2026-11-24/", posted | {"work": site.name})

    entry = Entry.objects.get()
    assert (entry.courtesy, entry.billable, entry.seconds) == (True, False, 1800)


def test_a_day_hands_its_week_in_where_weeks_are_approved(browser: Client, tim: Person, site: Project) -> None:
    make_entry(by=tim, project=site, on=TUESDAY)
    plain = text(browser.get("/time/day/2026-11-24/"))
    TimeRules.objects.create(pk=1, approval=True)

    page = text(browser.get("/time/day/2026-11-24/"))

    assert "Submit week" in page
    assert "Submit week" not in plain


def test_a_returned_week_says_why_on_the_day(browser: Client, tim: Person) -> None:
    TimeRules.objects.create(pk=1, approval=True)
    WeekSheet.objects.create(
        person=tim,
        monday=MONDAY.date(),
        state="returned",
        submitted_at=MONDAY,
        reason="Wednesday is missing",
        decided_by="Ada",
    )

    assert "Wednesday is missing" in text(browser.get("/time/day/2026-11-24/"))


def test_the_clock_goes_on_as_its_row_is_charged(browser: Client, tim: Person, site: Project) -> None:
    make_entry(by=tim, project=site, on=TUESDAY, courtesy=True)
    page = text(browser.get(PAGE))
    form = re.search(r'<form hidden id="week-timer-courtesy".*?</form>', page, re.S)
    assert form
    assert 'form="week-timer-courtesy"' in page
    hidden = dict(re.findall(r'name="(courtesy|billable|switch)" value="(on)"', form.group()))

    browser.post("/time/timer/start/", hidden | {"work_key": f"p{site.pk}"})

    timer = Timer.objects.get()
    assert (timer.courtesy, timer.billable) == (True, False)
