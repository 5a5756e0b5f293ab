"""The three questions: each outcome, each refusal, and input that is kept."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from amity.agency.models import CostRate
from amity.agency.queries import agency as own_agency
from amity.agreements.models import Agreement
from amity.audit.models import Record
from amity.jobs import runner
from amity.jobs.models import Job
from amity.projects.models import Project
from amity.timesheets.models import Entry
from tests.builders import make_account, make_entry, make_project

COST = {"nonce": "a" * 32, "people_cost": "165,000", "heads": "20", "weekly_hours": "40", "working_weeks": "44"}


@pytest.fixture
def send(client: Client, fina):
    def post(path: str, data: dict[str, str], person=fina):
        client.force_login(person)
        return client.post(f"/questions/{path}", data)

    return post


@pytest.fixture
def care(mara, tim):
    """Return a project without answers, with one entry."""
    project = make_project(make_account("Quillon", manager=mara), name="Care", team=[tim])
    make_entry(by=tim, project=project, hours="10")
    return project


def agreed(project) -> Any:
    """Return a project's current agreement."""
    return Project.objects.get(pk=project.pk).agreement


def test_people_cost_becomes_the_average_from_the_first_entry_on(send, care):
    answer = send("people-cost/", COST)

    rate = CostRate.objects.get()
    assert (answer.status_code, rate.level, rate.per_hour) == (302, "average", Decimal("56.2500"))
    assert rate.valid_from == Entry.objects.get().work_date


def test_the_time_already_logged_gets_its_cost_in_the_background(send, care):
    send("people-cost/", COST)
    runner.run(Job.objects.get(kind="reports.rerate").pk)

    job = Job.objects.get(kind="reports.rerate")
    assert Entry.objects.get().cost == 56_250
    assert (job.state, job.result) == ("done", {"looked_at": 1, "changed": 1, "closed_months": []})


def test_a_double_press_counts_once(send, care):
    send("people-cost/", COST)
    send("people-cost/", COST)

    assert (CostRate.objects.count(), Job.objects.filter(kind="reports.rerate").count()) == (1, 1)


def test_the_arithmetic_is_shown_while_typing_and_nothing_is_kept(send, care):
    text = send("people-cost/try/", COST).content.decode()

    assert "56.25" in text
    assert "1,980,000 ÷ 35,200 h" in text
    assert not CostRate.objects.exists()


def test_under_three_heads_it_is_said_to_be_someones_pay(send, care):
    text = send("people-cost/try/", COST | {"heads": "2"}).content.decode()

    assert "someone’s pay" in text


def test_a_figure_that_is_none_keeps_what_was_typed_and_is_refused_at_the_field(send, care):
    answer = send("people-cost/", COST | {"heads": "twenty"})

    text = answer.content.decode()
    assert (answer.status_code, CostRate.objects.count()) == (422, 0)
    assert "Enter a number." in text
    assert 'value="165,000"' in text
    assert 'value="twenty"' in text


def test_a_director_leaves_the_first_question_to_finance(send, ada, care, client):
    assert send("people-cost/", COST, ada).status_code == 403
    assert "Only finance can answer this question." in client.get("/questions/").content.decode()


def test_the_country_is_a_guess_until_it_is_saved(send, client, care):
    assert not own_agency().country_confirmed

    send("country/", {"country": "IE"})

    assert (own_agency().country, own_agency().country_confirmed) == ("IE", True)


def test_an_unknown_country_is_shown_at_the_field(send, care):
    answer = send("country/", {"country": "ZZ"})

    assert answer.status_code == 422
    assert "id_country_error" in answer.content.decode()


def test_a_row_of_the_grid_opens_the_agreement(send, care):
    send("payment/", {f"model-{care.pk}": "retainer", f"amount-{care.pk}": "7,800.50", f"hours-{care.pk}": "60 h"})

    agreement = agreed(care)
    assert agreement is not None
    assert (agreement.fee_model, agreement.fee, agreement.included_seconds) == ("retainer", 780_050, 216_000)
    assert agreement.starts_on.isoformat() == "2026-11-01"


def test_the_amount_of_paid_time_is_its_cap(send, site, tim):
    make_entry(by=tim, project=site)
    send(f"payment/{site.pk}/", {f"model-{site.pk}": "time_and_materials", f"amount-{site.pk}": "101,400"})

    assert (agreed(site).cap, agreed(site).fee, agreed(site).hourly_rate) == (10_140_000, None, Decimal(100))


def test_a_plan_in_hours_makes_a_fixed_fee_earn(send, care, client):
    send("payment/", {f"model-{care.pk}": "fixed", f"amount-{care.pk}": "2000", f"hours-{care.pk}": "40"})

    assert agreed(care).included_seconds == 144_000


def test_saying_the_same_twice_changes_nothing(send, care):
    values = {f"model-{care.pk}": "fixed", f"amount-{care.pk}": "2000"}
    send("payment/", values)
    before = Record.objects.count()

    send("payment/", values)

    assert (Record.objects.count(), Agreement.objects.count()) == (before, 1)


def test_a_wrong_row_holds_no_other_up_and_keeps_what_was_typed(send, care, site, tim):
    make_entry(by=tim, project=site)
    answer = send(
        "payment/",
        {f"model-{care.pk}": "fixed", f"amount-{care.pk}": "a lot", f"model-{site.pk}": "non_billable"},
    )

    text = answer.content.decode()
    assert (answer.status_code, agreed(care), agreed(site).fee_model) == (422, None, "non_billable")
    assert "Enter an amount instead of “a lot”." in text
    assert 'value="a lot"' in text


def test_an_amount_without_a_way_of_paying_asks_for_it(send, care):
    answer = send("payment/", {f"amount-{care.pk}": "500"})

    assert answer.status_code == 422
    assert "Choose a fee model." in answer.content.decode()


def test_a_guess_counts_for_nothing_until_it_is_pressed(send, mara, tim):
    pitch = make_project(make_account("Corran Glass", manager=mara), name="Pitch", team=[tim])
    make_entry(by=tim, project=pitch, billable=False)
    send("payment/", {"project": str(pitch.pk)})
    assert agreed(pitch) is None

    send("payment/", {"project": str(pitch.pk), "take": "guesses"})

    assert agreed(pitch).fee_model == "non_billable"


def test_skipping_all_leaves_everything_unknown(client, fina, care):
    client.force_login(fina)
    text = client.get("/questions/").content.decode()

    assert text.count("Skip this question") == 2
    assert 'href="/found/">Skip all three' in text
