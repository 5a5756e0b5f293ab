"""Duties as the three answers make them, and whether an objective is on course."""

from datetime import date
from decimal import Decimal

import pytest

from amity.charter.duties import rules as duties
from amity.charter.duties.rules import Duty, Questions
from amity.charter.objectives import rules as objectives


def test_with_an_account_manager_who_coordinates_promises_are_theirs_and_the_plan_is_not():
    made = duties.duties(Questions())

    assert (made["relationship"].role, made["relationship"].kind) == ("account_manager", "distinct")
    assert made["plan"].role == "project_manager"
    assert made["brief"].rule == "brief.account_manager.project_manager"


def test_a_project_manager_who_coordinates_has_the_brief_and_shows_the_work():
    made = duties.duties(Questions(preset="pm"))

    assert (made["brief"].role, made["brief"].also) == ("project_manager", "account_manager")
    assert made["first_showing"].role == "project_manager"
    assert made["relationship"].role == "account_manager"


def test_shared_means_someone_on_each_side():
    made = duties.duties(Questions(preset="shared"))

    assert {made[key].kind for key in ("relationship", "brief", "plan", "first_showing")} == {"shared"}


@pytest.mark.parametrize("writes", duties.WRITES)
@pytest.mark.parametrize("extra", duties.EXTRAS)
def test_under_one_hat_nothing_is_shared_between_account_and_project_manager(writes, extra):
    made = duties.duties(Questions("one_hat", writes, extra))

    assert "project_manager" not in {role for one in made.values() for role in (one.role, one.also)}
    assert not [key for key, one in made.items() if one.kind == "shared" and one.also == one.role]


@pytest.mark.parametrize(
    ("writes", "role", "also"),
    [
        ("working", "project_manager", "account_manager"),
        ("everything", "project_manager", ""),
        ("nothing", "account_manager", ""),
    ],
)
def test_who_may_write_to_the_client_decides_about_the_working_mail(writes, role, also):
    made = duties.duties(Questions(writes=writes))["working_mail"]

    assert (made.role, made.also) == (role, also)


@pytest.mark.parametrize(
    ("extra", "role"), [("am", "account_manager"), ("pm_up_to", "project_manager"), ("director", "director")]
)
def test_who_says_yes_to_extra_work(extra, role):
    assert duties.duties(Questions(extra=extra))["extra_work"].role == role


@pytest.mark.parametrize("preset", duties.PRESETS)
@pytest.mark.parametrize("writes", duties.WRITES)
@pytest.mark.parametrize("extra", duties.EXTRAS)
def test_every_charter_has_every_duty_distinct_or_shared_on_purpose(preset, writes, extra):
    made = duties.duties(Questions(preset, writes, extra))

    assert tuple(made) == duties.DUTIES
    assert all((one.kind == "shared") == bool(one.also) for one in made.values())


def test_what_an_account_changed_goes_before_what_the_agency_changed():
    made = duties.duties(Questions())
    agency = {"plan": Duty("director"), "rights": Duty("legal")}
    account = {"plan": Duty("finance"), "no_such_duty": Duty("finance")}

    found = duties.with_changes(made, agency, account)

    assert (found["plan"].role, found["rights"].role) == ("finance", "legal")
    assert "no_such_duty" not in found


@pytest.mark.parametrize(
    ("target", "read", "baseline", "state"),
    [
        ("50", "50", None, "well"),
        ("50", "44.1", None, "watch"),
        ("50", "30", None, "unwell"),
        ("20", "9", "4", "unwell"),
        ("20", "17", "4", "watch"),
        ("10", "9", "40", "well"),
        ("10", "14", "40", "watch"),
        ("10", "30", "40", "unwell"),
        (None, "9", None, "none"),
        ("50", None, None, "none"),
    ],
)
def test_an_objective_is_reached_near_or_far(target, read, baseline, state):
    said = [None if one is None else Decimal(one) for one in (target, read, baseline)]

    assert objectives.progress_state(*said) == state


def test_a_word_of_the_client_says_nothing_of_today_after_half_a_year():
    today = date(2026, 11, 23)

    assert objectives.is_stale("clients_word", date(2026, 4, 1), today)
    assert not objectives.is_stale("clients_word", date(2026, 8, 1), today)
    assert objectives.is_stale("margin", date(2026, 8, 1), today)
