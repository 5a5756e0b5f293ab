"""What a project is forecast from, on its pages and for many at once, and the marks that make it better."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from amity.profitability.forecast.pace import day_of, pace_of
from amity.profitability.forecast.queries import evidence_of, evidence_seen_by
from amity.profitability.forecast.rules import LINES, STATED, TASKS, TOTAL, Item
from amity.profitability.tests.asking import plain
from amity.projects.models import Project
from tests.builders import (
    MONDAY,
    acting,
    make_agreement,
    make_entry,
    make_item,
    make_line,
    make_project,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)


@pytest.fixture
def relaunch(osprey, piet, tim):
    """Return a project of two lines: one as a whole, one with two work items, and an hour on no line."""
    agreement = make_agreement(osprey, "fixed", fee=10_000_00)
    project = make_project(osprey, name="Relaunch", manager=piet, team=[tim], agreement=agreement)
    concept, build = make_line(agreement, "1", hours="20:00"), make_line(agreement, "2", hours="40:00")
    picker, search = (make_item(project, name, hours="15:00", line=build) for name in ("Seat picker", "Search"))
    make_entry(by=tim, project=project, hours="24:00", on=date(2026, 11, 2), line_id=concept.pk)
    make_entry(by=tim, project=project, hours="18:00", on=date(2026, 11, 9), line_id=build.pk, item_id=picker.pk)
    make_entry(by=tim, project=project, hours="2:00", on=date(2026, 11, 10), line_id=build.pk)
    make_entry(by=tim, project=project, hours="1:00", on=date(2026, 11, 11))
    return project, concept, build, picker, search


def seen_by(person, project):
    known = evidence_seen_by(acting(person), project)
    assert known is not None
    return known


def finish(thing):
    thing.finished_at = MONDAY
    thing.save(update_fields=["finished_at"])


def opened(person, project):
    client = Client()
    client.force_login(person)
    return client.get(reverse("money:forecast", args=[project.pk])).content.decode()


def test_a_line_counts_as_its_items_and_what_they_leave(relaunch, mara):
    project, concept, build, picker, search = relaunch
    known = seen_by(mara, project)
    assert known.budget == 60 * 3600
    found = {(piece.kind, piece.id): piece.item for piece in known.pieces}
    assert found == {
        ("line", concept.pk): Item(20 * 3600, 24 * 3600),
        ("item", picker.pk): Item(15 * 3600, 18 * 3600),
        ("item", search.pk): Item(15 * 3600, 0),
        ("left", build.pk): Item(10 * 3600, 2 * 3600),
        ("rest", 0): Item(0, 3600),
    }
    assert known.used == 45 * 3600
    assert known.fixed_fee


def test_many_projects_are_read_as_the_page_reads_one(relaunch, mara, osprey, piet, tim, django_assert_num_queries):
    project, concept, *_others = relaunch
    finish(concept)
    plain = make_project(osprey, name="Plain", manager=piet, team=[tim])
    loose = make_item(plain, "Layout", hours="10:00")
    make_entry(by=tim, project=plain, hours="6:00", on=date(2026, 11, 3), item_id=loose.pk)
    make_entry(by=tim, project=plain, hours="2:00", on=date(2026, 11, 3))
    chosen = Project.objects.filter(pk__in=[project.pk, plain.pk]).select_related("agreement")
    found = evidence_of(chosen, TODAY)
    for one in chosen:
        seen = seen_by(mara, one)
        assert found[one.pk].budget == seen.budget
        assert found[one.pk].level == seen.level
        assert sorted((piece.kind, piece.id, piece.item.used) for piece in found[one.pk].pieces) == sorted(
            (piece.kind, piece.id, piece.item.used) for piece in seen.pieces
        )
        assert found[one.pk].forecast() == seen.forecast()
    with django_assert_num_queries(5):
        evidence_of(chosen.all(), TODAY)


def test_the_level_rises_with_what_is_known(relaunch, mara):
    project, concept, *_others = relaunch
    assert seen_by(mara, project).forecast().level == TOTAL
    project.percent_complete = 50
    project.save()
    assert seen_by(mara, project).forecast().level == STATED
    finish(concept)
    assert seen_by(mara, Project.objects.get(pk=project.pk)).forecast().level == TASKS
    project.items.update(planned_seconds=None)
    assert seen_by(mara, Project.objects.get(pk=project.pk)).forecast().level == LINES


def test_retainers_and_work_that_is_over_are_not_forecast(relaunch, mara):
    project = relaunch[0]
    project.agreement.fee_model = "retainer"
    assert evidence_seen_by(acting(mara), project) is None
    assert evidence_of([project], TODAY) == {}
    project.agreement.fee_model = "fixed"
    project.status = "closed"
    assert evidence_seen_by(acting(mara), project) is None


def test_the_page_asks_what_is_finished_and_one_press_answers(relaunch, mara, piet):
    project, concept, _build, picker, _search = relaunch
    page = opened(piet, project)
    assert "Nothing is marked as finished, so the forecast is weak." in page
    assert "Which of these are finished?" in page
    assert "Seat picker" in page
    client = Client()
    client.force_login(piet)
    sent = client.post(reverse("money:answer_line", args=[project.pk, concept.pk]), {"answer": "finished"}, follow=True)
    assert sent.redirect_chain == [(reverse("money:forecast", args=[project.pk]), 302)]
    concept.refresh_from_db()
    assert concept.finished_at is not None
    text = sent.content.decode()
    assert "over budget" in text
    assert "the forecast is weak" not in text
    client.post(reverse("money:answer_item", args=[project.pk, picker.pk]), {"answer": "not-yet"})
    picker.refresh_from_db()
    assert picker.finished_at is None
    assert picker.asked_not_yet_on is not None


def test_items_of_a_finished_line_are_not_asked_about(relaunch, piet):
    project, concept, build, picker, _search = relaunch
    make_entry(by=piet, project=project, hours="1:00", on=date(2026, 12, 4))
    finish(concept)
    assert f"/items/{picker.pk}/" in opened(piet, project), "quiet for three weeks"
    finish(build)
    assert f"/items/{picker.pk}/" not in opened(piet, project)


def test_the_projects_page_says_what_to_expect_and_leads_to_why(relaunch, piet):
    project, concept, *_others = relaunch
    finish(concept)
    client = Client()
    client.force_login(piet)
    page = client.get(reverse("projects:project", args=[project.pk])).content.decode()
    assert "Expected to end" in page
    assert reverse("money:forecast", args=[project.pk]) in page


def test_the_budget_runs_out_at_the_pace_of_the_last_four_weeks():
    days = [(date(2026, 9, 1), 400_000), (date(2026, 11, 2), 14_000), (date(2026, 11, 10), 14_000)]
    assert pace_of(days) == 1000
    assert day_of(days, 428_000 + 20_000) == date(2026, 11, 30)
    assert day_of(days, 400_000) is None
    assert day_of([], 1000) is None


def test_the_burn_on_money_shows_what_to_expect_in_its_range(relaunch, mara, client):
    project, concept, *_rest = relaunch
    finish(concept)
    client.force_login(mara)
    money = client.get(reverse("money:project", args=[project.pk]))
    why = client.get(reverse("money:forecast", args=[project.pk]))
    forecast = seen_by(mara, project).forecast()
    drawn = money.context["burn"].wide

    assert money.context["expected"].heading in money.content.decode()
    assert money.context["expected"] == why.context["seen"].expected
    assert "any time above the budget counts as over budget" in why.content.decode()
    assert "Expected" in str(drawn)
    assert forecast.p90 > forecast.p10


def test_money_expects_nothing_of_a_closed_project(relaunch, mara, client):
    project, *_rest = relaunch
    Project.objects.filter(pk=project.pk).update(status="closed")
    client.force_login(mara)

    assert client.get(reverse("money:project", args=[project.pk])).context["expected"] is None


def test_the_hours_of_a_project_and_of_its_forecast_say_what_each_of_them_is(relaunch, fina):
    project, concept, *_others = relaunch
    make_entry(by=project.manager, project=project, hours="0:30", on=date(2026, 11, 12))
    finish(concept)
    client = Client()
    client.force_login(fina)

    work = plain(client.get(f"/projects/{project.pk}/"))
    money = plain(client.get(f"/projects/{project.pk}/money/"))
    forecast = plain(client.get(f"/projects/{project.pk}/money/forecast/"))

    assert "5.5 h more than quoted, most in Line 1. This assumes that the rest keeps to plan." in work
    assert "Planned remaining" in work
    assert "45.5 h of 60 h used, 20 h still planned: 5.5 h more than quoted." in money
    assert "most likely" not in forecast
    assert "8 of 10 outcomes are between" in forecast
    assert "Above plan so far" in forecast
