"""Choosing work for time by typing, limited to what the person can log to, recent work first."""

from datetime import date

import pytest
from django import forms
from django.test import Client

from amity.people.models import Person
from amity.projects.models import Project
from amity.timesheets.choosing import search
from amity.timesheets.choosing.fields import WorkField
from amity.timesheets.choosing.keys import WorkKey, read_key
from tests.builders import make_account, make_entry, make_item, make_line, make_person, make_project

TODAY = date(2026, 11, 24)


def labels(person: Person, typed: str = "", **how: bool) -> list[str]:
    """Return the labels offered, in order."""
    return [one.label for one in search.find(person, typed, today=TODAY, **how)]


class WorkForm(forms.Form):
    """A form with one field."""

    work = WorkField()

    def __init__(self, person: Person, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["work"].ask_as(person)  # type: ignore[attr-defined]


@pytest.mark.parametrize("text", ["inside", "a7", "p12", "p12l34", "p12i56", "p12l34i56"])
def test_a_key_reads_back_as_it_was_written(text: str) -> None:
    assert str(read_key(text)) == text


@pytest.mark.parametrize("text", ["", "p", "a1p2", "l3", "p1l2 ", "p" + "9" * 40, "P1"])
def test_what_is_no_key_is_none(text: str) -> None:
    assert read_key(text) is None


def test_every_word_must_be_in_the_names_in_any_order(tim: Person, site: Project) -> None:
    make_project(site.account, name="Winter page", team=[tim])
    assert site.agreement is not None
    make_line(site.agreement, "4")

    assert labels(tim, "site osprey") == ["Osprey Rail · Ticket site · 4 Line 4", "Osprey Rail · Ticket site"]
    assert labels(tim, "osprey winter") == ["Osprey Rail · Winter page"]
    assert labels(tim, "osprey summer") == []


def test_the_only_line_of_a_project_comes_before_it_and_several_lines_come_after(tim: Person, site: Project) -> None:
    assert site.agreement is not None
    make_line(site.agreement, "1")
    assert labels(tim, "tick")[0] == "Osprey Rail · Ticket site · 1 Line 1"
    assert labels(tim, "ticket site")[0] == "Osprey Rail · Ticket site"

    make_line(site.agreement, "2")

    assert labels(tim, "tick")[0] == "Osprey Rail · Ticket site"


def test_what_one_worked_on_recently_comes_first_and_the_agency_itself_is_always_there(
    tim: Person, site: Project
) -> None:
    task = make_item(site, "Sketches")
    make_entry(by=tim, project=site, item_id=task.pk)

    assert labels(tim) == ["Osprey Rail · Ticket site · Sketches", "Halden · Internal"]


def test_work_one_may_not_log_to_is_not_offered(tim: Person, site: Project) -> None:
    make_project(make_account("Kestrel"), name="Ticket secret")
    site.status = "closed"
    site.save()

    assert labels(tim, "ticket") == []
    assert labels(make_person("Ann", "finance"), "ticket") == ["Kestrel · Ticket secret"]


def test_projects_only_leaves_lines_and_items_out(tim: Person, site: Project) -> None:
    make_entry(by=tim, project=site, item_id=make_item(site, "Ticket sketches").pk)

    assert labels(tim, "ticket", projects_only=True) == ["Osprey Rail · Ticket site"]


def test_words_count_when_exactly_one_piece_of_work_fits(tim: Person, site: Project) -> None:
    form = WorkForm(tim, {"work": "ticket site"})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["work"].key == WorkKey(site.account_id, site.pk)


def test_several_that_fit_are_named_and_none_is_guessed(tim: Person, site: Project) -> None:
    make_project(site.account, name="Ticket app", team=[tim])

    form = WorkForm(tim, {"work": "ticket"})

    assert "“Osprey Rail · Ticket app”, “Osprey Rail · Ticket site”" in str(form.errors["work"][0])


def test_a_key_of_work_one_does_not_see_is_refused(tim: Person, site: Project) -> None:
    other = make_project(make_account(), name="Hidden")

    form = WorkForm(tim, {"work": "Osprey Rail · Ticket site", "work_key": f"p{other.pk}"})

    assert not form.is_valid()
    assert "Hidden" not in str(form)


def test_the_options_are_asked_for_in_as_many_statements_whatever_there_is(
    tim: Person, site: Project, django_assert_max_num_queries
) -> None:
    for number in range(6):
        make_entry(by=tim, project=make_project(site.account, name=f"Ticket {number}", team=[tim]))
    browser = Client()
    browser.force_login(tim)

    with django_assert_max_num_queries(14):
        answer = browser.get("/time/choose/", {"q": "tick"})

    assert answer.content.decode().count('role="option"') == 7


def test_work_with_exactly_this_name_comes_first_however_recent_other_work_is(tim: Person, site: Project) -> None:
    other = make_project(make_account("Kestrel"), name="Spring range 2027", team=[tim])
    make_entry(by=tim, project=other)
    for number in range(14):
        make_project(site.account, name=f"A range 2027, part {number}", team=[tim])
    make_project(site.account, name="Range 2027", team=[tim])

    assert labels(tim, "range 2027")[:2] == ["Osprey Rail · Range 2027", "Kestrel · Spring range 2027"]
