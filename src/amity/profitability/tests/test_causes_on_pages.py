"""What pages say keeps a project below its target, as far as a reader may know."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from amity.agreements.models import Agreement
from amity.lines.models import Line
from amity.profitability.causes.agency_rate import agency_rate
from amity.profitability.causes.rules import AgencyRate
from amity.profitability.models import Closing, FrozenAccount
from amity.profitability.tests.asking import page_of, plain, seen_by
from amity.shared.permission import MoneyRight
from tests.builders import make_agreement, make_cost_rate, make_entry, make_line, make_project

HOUR = 3600
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


@pytest.fixture
def cheap(osprey, piet, tim):
    """Return a project sold at €50 an hour, with a line of 100 hours of which 110 are used, at a cost of €80 each."""
    make_cost_rate("80.00")
    agreement = make_agreement(osprey, "fixed", fee=500_000)
    line = make_line(agreement, "1", hours="100:00")
    project = make_project(osprey, name="Cheap site", manager=piet, agreement=agreement, team=[tim])
    for day in range(1, 12):
        make_entry(by=tim, project=project, line_id=line.pk, hours="10:00", on=date(2026, 10, day))
    return project


def test_who_sees_margins_reads_price_and_hours_and_others_the_hours_only(cheap, piet, tim):
    for person in (piet, tim):
        person.own_money_right = MoneyRight.MARGIN
        person.save()

    manager, of_team = page_of(piet, cheap), page_of(tim, cheap)

    effect = "The delivery margin is below its target of 60%."
    assert f"{effect} Sold at €50 an hour; the 60% target needs €200." in manager
    assert effect not in of_team
    assert "10 h more than quoted, most in Line 1, so the price is too low and the hours are too high." in manager
    assert "10 h more than quoted, most in Line 1." in of_team
    assert "Sold at" not in of_team
    assert "Cost per hour" not in of_team


def test_a_page_begins_with_one_sentence_and_has_the_whole_under_why(cheap, fina):
    text = seen_by(fina, f"/projects/{cheap.pk}/")
    first, rest = text.split('class="say">', 1)[1].split("</h2>", 1)

    assert first == (
        "Sold at €50 an hour but the 60% target needs €200. The price is too low and the hours are too high."
    )
    under = rest.split('class="why-b', 1)[1].split("</details>", 1)[0]
    assert "The delivery margin is below its target of 60%. Sold at €50 an hour;" in under
    assert text.count("The delivery margin is below its target") == 1


def test_the_accounts_list_of_projects_says_the_same_of_those_below_target(cheap, osprey, fina):
    text = seen_by(fina, f"/accounts/{osprey.pk}/money/")

    assert "Sold at €50 an hour; the 60% target needs €200." in text
    assert "10h more than quoted so the price is too low and the hours are too high." in text


def test_the_account_says_that_an_older_project_is_judged_by_all_of_its_hours(cheap, osprey, tim, fina):
    Agreement.objects.update(starts_on=date(2024, 3, 1))
    make_entry(by=tim, project=cheap, line_id=Line.objects.get().pk, hours="20:00", on=date(2026, 9, 1))

    text = seen_by(fina, f"/accounts/{osprey.pk}/money/?period=202610")

    assert "30h more than quoted so the price is too low and the hours are too high. This compares all hours" in text


def test_time_and_materials_without_quoted_hours_is_judged_by_what_its_hours_are_worth(osprey, piet, tim, fina):
    make_cost_rate("80.00")
    agreement = make_agreement(osprey, "time_and_materials", hourly_rate=100)
    project = make_project(osprey, name="Dealer portal", manager=piet, agreement=agreement, team=[tim])
    make_entry(by=tim, project=project, hours="10:00", on=date(2026, 10, 1))
    words = "Sold at €100 an hour; the 60% target needs €200. No hours are quoted, so the price is too low."

    assert words in page_of(fina, project)
    assert words.replace(",", "") in seen_by(fina, f"/accounts/{osprey.pk}/money/")


@pytest.mark.parametrize(
    ("cost", "words"),
    [
        ("30.00", "Time worth €400 is past the cap of €600, so the hours are too high."),
        (
            "80.00",
            (
                "Sold at €100 an hour; the 60% target needs €200. Time worth €400 is also past the cap of €600, "
                "so the price is too low and the hours are too high."
            ),
        ),
    ],
)
def test_time_past_its_cap_is_part_of_the_cause(osprey, piet, tim, fina, cost, words):
    make_cost_rate(cost)
    agreement = make_agreement(osprey, "time_and_materials", hourly_rate=100, cap=60_000)
    project = make_project(osprey, name="Station campaign", manager=piet, agreement=agreement, team=[tim])
    make_entry(by=tim, project=project, hours="10:00", on=date(2026, 10, 1))

    assert words in page_of(fina, project)
    assert words.replace(",", "") in seen_by(fina, f"/accounts/{osprey.pk}/money/")


def test_the_money_tab_of_a_project_and_the_top_of_its_accounts_name_the_same_cause(cheap, osprey, fina):
    words = "Sold at €50 an hour; the 60% target needs €200."
    client = Client()
    client.force_login(fina)

    tab = plain(client.get(f"/projects/{cheap.pk}/money/"))
    account = plain(client.get(f"/accounts/{osprey.pk}/money/"))

    assert words in tab.split('id="burn-h"', 1)[0]
    assert (
        f"Largest gap to the 50% target: Cheap site, €6,300. Its own target is 60%. {words}"
        in account.split("Month by month", 1)[0]
    )


@pytest.fixture
def retainer(osprey, piet, tim):
    """Return a function that makes a retainer of €1,000 a month for 10 hours, of which some were worked in October."""
    make_cost_rate("80.00")

    def made(hours):
        agreement = make_agreement(
            osprey, "retainer", fee=100_000, included_seconds=10 * HOUR, starts_on=date(2026, 10, 1),
            ends_on=date(2026, 10, 31),
        )  # fmt: skip
        project = make_project(osprey, name="Care", manager=piet, agreement=agreement, team=[tim])
        for day in range(1, hours // 5 + 1):
            make_entry(by=tim, project=project, hours="5:00", on=date(2026, 10, day))
        return project

    return made


@pytest.mark.parametrize(
    ("hours", "margin", "words"),
    [
        (10, "20.0%", "The hours are within those included (since it began), so the price is too low."),
        (
            15,
            "−20.0%",
            "Also 5 h more than included (since it began), so the price is too low and the hours are too high.",
        ),
    ],
)
def test_a_retainer_names_its_price_against_what_it_includes_on_each_page(retainer, osprey, fina, hours, margin, words):
    project, client = retainer(hours), Client()
    client.force_login(fina)
    cause = f"Sold at €100 an hour; the 60% target needs €200. {words}"

    work = plain(client.get(f"/projects/{project.pk}/"))

    assert f"{hours} h logged since it began; delivery margin {margin}, target 60%. {cause}" in work
    for address in (f"/projects/{project.pk}/money/", f"/accounts/{osprey.pk}/money/"):
        assert cause in plain(client.get(address)), address


def test_a_retainer_names_the_months_of_its_hours_where_two_pages_read_different_ones(retainer, osprey, tim, fina):
    project, client = retainer(15), Client()
    client.force_login(fina)
    Agreement.objects.update(ends_on=date(2026, 12, 31))
    make_entry(by=tim, project=project, hours="8:00", on=date(2026, 11, 2))
    make_entry(by=tim, project=project, hours="11:00", on=date(2026, 12, 1))

    with time_machine.travel(datetime(2026, 12, 1, 12, tzinfo=UTC), tick=False):
        own = plain(client.get(f"/projects/{project.pk}/money/"))
        account = plain(client.get(f"/accounts/{osprey.pk}/money/"))
        october = plain(client.get(f"/accounts/{osprey.pk}/money/?period=202610"))

    assert "more than included (since it began)" in own
    assert "3 h more than included (Dec 2025 to Nov 2026)" in account
    assert "5 h more than included (Oct 2026)" in october


@pytest.mark.parametrize(
    ("bought", "words"),
    [
        (20, "The hours are within those included (since it began), so the price is too low."),
        (15, "Also 5 h more than included (since it began), so the price is too low and the hours are too high."),
    ],
)
def test_a_prepaid_block_names_its_price_against_what_was_bought(osprey, piet, tim, fina, bought, words):
    make_cost_rate("80.00")
    agreement = make_agreement(osprey, "prepaid", fee=bought * 10_000, bought_seconds=bought * HOUR)
    project = make_project(osprey, name="Block", manager=piet, agreement=agreement, team=[tim])
    for day in range(1, 5):
        make_entry(by=tim, project=project, hours="5:00", on=date(2026, 10, day))

    assert f"Sold at €100 an hour; the 60% target needs €200. {words}" in page_of(fina, project)


def test_both_pages_of_a_project_say_that_its_hours_assume_the_plan_for_the_rest(cheap, fina):
    make_line(cheap.agreement, "2", hours="40:00")
    Line.objects.filter(pk=Line.objects.earliest("pk").pk).update(finished_at=NOON)
    client = Client()
    client.force_login(fina)

    for address in (f"/projects/{cheap.pk}/", f"/projects/{cheap.pk}/money/"):
        text = plain(client.get(address))
        assert "10 h more than quoted, most in Line 1" in text, address
        assert "the hours are too high. This assumes that the rest keeps to plan." in text, address


def test_who_sees_no_margin_of_a_retainer_reads_its_hours_only(retainer, piet, tim):
    project = retainer(15)
    for person, right in ((piet, MoneyRight.FEE), (tim, MoneyRight.MARGIN)):
        person.own_money_right = right
        person.save()

        text = page_of(person, project)

        assert "15 h logged; no time is quoted." in text
        assert "delivery margin" not in text


def close_months(*months, accounts=3, fees=1_190_000, hours=100):
    """Close months, each with the same net fees and hours of some accounts."""
    for month in months:
        closing = Closing.objects.create(month=month, closed_at=NOON, closed_by="Fina")
        for account in range(accounts):
            FrozenAccount.objects.create(closing=closing, account_id=account + 1, agi=fees, seconds=hours * HOUR)
    return closing


@pytest.mark.django_db
def test_the_agency_earns_the_net_fees_of_twelve_closed_months_over_their_hours():
    close_months(202509, fees=99)
    close_months(*range(202510, 202513), *range(202601, 202610))

    assert agency_rate() == AgencyRate(11_900, 202510, 202609)


@pytest.mark.django_db
def test_accounts_without_known_fees_are_left_out_and_few_accounts_give_no_average_away():
    closing = close_months(202609)
    FrozenAccount.objects.create(closing=closing, account_id=9, agi=None, seconds=900 * HOUR)

    assert agency_rate() == AgencyRate(11_900, 202609, 202609)
    FrozenAccount.objects.filter(account_id=1).delete()
    assert agency_rate() is None


def test_a_project_names_what_the_agency_earns_to_who_sees_margins_only(cheap, piet, tim):
    close_months(202609)
    for person in (piet, tim):
        person.own_money_right = MoneyRight.MARGIN
        person.save()

    sold = "Sold at €50 an hour; the agency earns €119 (Sep 2026), and the 60% target needs €200."
    assert sold in page_of(piet, cheap)
    assert "€119" not in page_of(tim, cheap)


def test_the_breakdown_of_a_margin_says_why_it_misses_its_target(cheap, osprey, fina):
    project, account = (
        seen_by(fina, f"{where}money/why/margin/") for where in (f"/projects/{cheap.pk}/", f"/accounts/{osprey.pk}/")
    )

    assert "Sold at €50 an hour; the 60% target needs €200." in project
    assert "Largest gap to the 50% target: Cheap site " in account
    assert "Sold at €50 an hour" in account
    assert "Sold at" not in seen_by(fina, f"/projects/{cheap.pk}/money/why/agi/")


def test_an_account_lists_the_project_that_misses_most_money_first_against_the_projects_target(cheap, osprey, fina):
    fine = make_agreement(osprey, "fixed", fee=90_000_000)
    make_line(fine, "1", hours="10:00")
    dear = make_project(osprey, name="Dear site", agreement=fine)
    make_entry(by=fina, project=dear, hours="10:00", on=date(2026, 10, 2))

    text = seen_by(fina, f"/accounts/{osprey.pk}/money/")

    listed = text[text.index('id="projects-h"') :]
    assert listed.index("Cheap site") < listed.index("Dear site")
    assert "Target: 50% for an account as for the agency; 60% for each project." in " ".join(text.split())
    assert "Target 60%" in listed
    cells = listed[listed.index("Cheap site") :].partition("</tr>")[0].split("<td")[1:]
    assert ["€" in cell for cell in cells[:6]] == [False, True, False, True, True, True], "rates have a currency, too"
