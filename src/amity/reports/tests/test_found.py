"""The page "What we found": amounts by right, finished marks, and a fixed number of queries."""

import re
from datetime import date

import pytest
from django.test import Client

from amity.invoicing.tests.making import make_invoice
from amity.people import rules as roles
from amity.reports.findings import wording
from amity.reports.material.queries import gather
from amity.shared.permission import MoneyRight
from tests.builders import (
    acting,
    make_agreement,
    make_cost_rate,
    make_entry,
    make_item,
    make_person,
    make_project,
)

LONG_AGO = date(2026, 9, 1)
SENTINEL = 7_070_701
"""An unmistakable cap."""


@pytest.fixture
def capped(osprey, tim, piet):
    """Return a project worked past its cap: 20 h at 9,999 against 70,707.01."""
    agreement = make_agreement(osprey, hourly_rate="9999", cap=SENTINEL)
    project = make_project(osprey, name="Cardiff", manager=piet, team=[tim], agreement=agreement)
    for _ in range(2):
        make_entry(by=tim, project=project, hours="10")
    return project


def text_of(client: Client, person, path: str = "/found/") -> str:
    client.force_login(person)
    return client.get(path).content.decode()


def digits(text: str) -> str:
    return re.sub(r"(?<=\d)[.,\s](?=\d)", "", text)


def test_work_past_a_cap_is_the_title_with_its_arithmetic(client, ada, capped):
    text = text_of(client, ada)

    assert "129,273 of work is past a cap" in text
    assert "20\u00a0h × €9,999 = €199,980" in text
    assert "cap €70,707" in text


def test_the_time_in_a_sum_gives_its_result_however_long_it_is():
    seconds = 1101 * 3600 + 900

    assert (wording.factor(seconds), wording.hours(seconds)) == ("1,101.25\u00a0h", "1,101\u00a0h")
    assert wording.factor(1180 * 3600) == "1,180\u00a0h"


def test_without_the_right_the_finding_stays_and_its_amounts_do_not(client, capped):
    lena = make_person("Lena", roles.LEGAL, own_money_right=MoneyRight.HOURS)

    text = text_of(client, lena)

    assert "of work are past a cap" in text
    assert "noright" in text
    assert not [sum_ for sum_ in ("70707", "199980", "129273", "9999") if sum_ in digits(text)]


def test_an_average_over_two_people_is_shown_to_finance_only(client, ada, fina, capped):
    make_cost_rate("77.7701", heads=2)

    assert "77.77" not in text_of(client, ada)
    assert "77.77" in text_of(client, fina)


def test_a_project_manager_hears_nothing_of_projects_others_run(client, capped, site, tim):
    other = make_person("Otto", roles.PROJECT_MANAGER)

    assert "Cardiff" not in text_of(client, other)


@pytest.mark.usefixtures("on_monday")
def test_a_quiet_item_is_ticked_on_the_spot_and_unticked(client, ada, site, tim):
    item = make_item(site, "Loan form", hours="10")
    make_entry(by=tim, project=site, hours="8", item_id=item.pk, on=LONG_AGO)
    make_entry(by=tim, project=site, hours="1")
    assert "Is it finished?" in text_of(client, ada)

    client.post(f"/found/projects/{site.pk}/item/{item.pk}/finished/")
    assert "Is it finished?" not in text_of(client, ada)

    client.post(f"/found/projects/{site.pk}/item/{item.pk}/open/")
    assert "Is it finished?" in text_of(client, ada)


@pytest.mark.usefixtures("on_monday")
def test_not_yet_rests_the_question(client, ada, site, tim):
    item = make_item(site, "Loan form", hours="10")
    make_entry(by=tim, project=site, hours="8", item_id=item.pk, on=LONG_AGO)
    make_entry(by=tim, project=site, hours="1")
    client.force_login(ada)

    answer = client.post(f"/found/projects/{site.pk}/item/{item.pk}/not-yet/", headers={"HX-Request": "true"})

    assert "not yet" in answer.content.decode()
    assert "Is it finished?" not in text_of(client, ada)


def test_more_work_takes_no_more_queries(ada, capped, osprey, tim, django_assert_num_queries):
    def queries() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as seen:
            gather(acting(ada))
        return len(seen)

    few = queries()
    for number in range(5):
        more = make_project(osprey, team=[tim], agreement=make_agreement(osprey, "fixed", fee=1000))
        make_entry(by=tim, project=more, hours=f"{number + 1}")

    assert queries() == few


def test_with_invoices_held_only_marked_hours_are_missing_for_what_was_never_billed(client, ada, osprey, capped):
    make_invoice(osprey)
    shown = text_of(client, ada)

    assert "Needs a time export that marks which hours were invoiced." in shown
    assert "a source that shows what was invoiced" not in shown
