"""What keeps a project below its target: its price, its hours, or both, as far as a reader may know."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from amity.profitability.causes.agency_rate import agency_rate
from amity.profitability.causes.rules import AgencyRate, Over, Price, cause, largest, price
from amity.profitability.causes.wording import sentence
from amity.profitability.models import Closing, FrozenAccount
from amity.profitability.tests.asking import seen_by
from amity.shared.permission import MoneyRight
from tests.builders import make_agreement, make_cost_rate, make_entry, make_line, make_project

HOUR = 3600
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
LOW, FAIR = Price(7_200, 9_600, 4_800, 5_000), Price(12_000, 9_600, 4_800, 5_000)
BUILD = (Over("App build", 78 * HOUR), Over("", 17 * HOUR))


def test_an_hour_must_be_sold_at_its_cost_over_what_the_target_leaves():
    found = price(
        value=720_000, quoted_seconds=100 * HOUR, cost=480_000, costed_seconds=100 * HOUR, target=5_000
    )  # fmt: skip

    assert found == LOW


@pytest.mark.parametrize(
    "given",
    [
        {"quoted_seconds": 0, "costed_seconds": HOUR, "target": 5_000},
        {"quoted_seconds": HOUR, "costed_seconds": 0, "target": 5_000},
        {"quoted_seconds": HOUR, "costed_seconds": HOUR, "target": 10_000},
    ],
)
def test_without_hours_cost_or_a_target_below_all_of_it_no_price_is_judged(given):
    assert price(value=1, cost=1, **given) is None


@pytest.mark.parametrize(
    ("over", "priced", "found"),
    [
        (0, LOW, "price"),
        (5 * HOUR, LOW, "price"),
        (6 * HOUR, LOW, "both"),
        (6 * HOUR, FAIR, "hours"),
        (6 * HOUR, None, "hours"),
        (-40 * HOUR, FAIR, ""),
        (0, None, ""),
    ],
)
def test_a_twentieth_of_the_quote_is_still_on_plan(over, priced, found):
    assert cause(quoted_seconds=100 * HOUR, over_seconds=over, priced=priced) == found


def test_a_price_a_hair_below_what_is_needed_is_not_blamed():
    assert not Price(9_550, 9_600, 4_800, 5_000).is_low
    assert Price(9_500, 9_600, 4_800, 5_000).is_low


def test_the_rows_that_take_most_come_first_and_those_on_plan_not_at_all():
    rows = [Over("Texts", -HOUR), Over("", 17 * HOUR), Over("App build", 78 * HOUR), Over("Design", 0)]

    assert largest(rows) == list(BUILD)


@pytest.mark.parametrize(
    ("found", "priced", "words"),
    [
        ("hours", FAIR, "95 h more than quoted, most in App build: it is the hours."),
        ("hours", None, "95 h more than quoted, most in App build."),
        (
            "both",
            LOW,
            (
                "Sold at €72 an hour; the 50% target needs €96. Also 95 h more than quoted, most in App build: "
                "it is the price and the hours."
            ),
        ),
        ("", FAIR, ""),
    ],
)
def test_the_sentence_names_the_cause_with_its_figures(found, priced, words):
    said = sentence(found, over_seconds=95 * HOUR, rows=BUILD, priced=priced, currency="EUR")

    assert said.replace("\u202f", " ").replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("earned", "over", "rows", "words"),
    [
        (11_900, 0, (), "Hours are on plan, so it is the price."),
        (11_900, 3, (), "Hours are only 3 h over plan: it is mainly the price."),
        (11_900, 3, BUILD[1:], "Hours are 3 h over plan, with 17 h unquoted: it is mainly the price."),
        (11_900, -3, BUILD[1:], "In total the hours are on plan, 17 h of them unquoted: it is the price."),
        (7_100, 0, (), "Hours are on plan, so it is the hourly cost."),
    ],
)
def test_a_price_is_put_beside_what_the_agency_earns_and_what_the_target_needs(earned, over, rows, words):
    priced = replace(LOW, agency=AgencyRate(earned, 202511, 202610))

    found = sentence("price", over_seconds=over * HOUR, rows=rows, priced=priced, currency="EUR")

    sold = (
        f"Sold at €72 an hour; the agency earns €{earned // 100} (Nov 2025 to Oct 2026), and the 50% target needs €96."
    )
    assert found.replace("\u202f", " ").replace("\u00a0", " ") == f"{sold} {words}"


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


def plain(answer):
    """Return the text of a page with ordinary spaces."""
    return answer.content.decode().replace("\u202f", " ").replace("\u00a0", " ")


def page_of(person, project):
    """Return a project's page as a person gets it."""
    client = Client()
    client.force_login(person)
    return plain(client.get(reverse("projects:project", args=[project.pk])))


def test_who_sees_margins_reads_price_and_hours_and_others_the_hours_only(cheap, piet, tim):
    for person in (piet, tim):
        person.own_money_right = MoneyRight.MARGIN
        person.save()

    manager, of_team = page_of(piet, cheap), page_of(tim, cheap)

    assert "Sold at €50 an hour; the 60% target needs €200." in manager
    assert "10 h more than quoted, most in Line 1: it is the price and the hours." in manager
    assert "10 h more than quoted, most in Line 1." in of_team
    assert "Sold at" not in of_team
    assert "Cost per hour" not in of_team


def test_the_accounts_list_of_projects_says_the_same_of_those_below_target(cheap, osprey, fina):
    text = seen_by(fina, f"/accounts/{osprey.pk}/money/")

    assert "Sold at €50 an hour; the 60% target needs €200." in text
    assert "10h more than quoted: it is the price and the hours." in text


def test_time_and_materials_without_quoted_hours_is_judged_by_what_its_hours_are_worth(osprey, piet, tim, fina):
    make_cost_rate("80.00")
    agreement = make_agreement(osprey, "time_and_materials", hourly_rate=100)
    project = make_project(osprey, name="Dealer portal", manager=piet, agreement=agreement, team=[tim])
    make_entry(by=tim, project=project, hours="10:00", on=date(2026, 10, 1))
    words = "Sold at €100 an hour; the 60% target needs €200. No hours are quoted, so it is the price."

    assert words in page_of(fina, project)
    assert words.replace(",", "") in seen_by(fina, f"/accounts/{osprey.pk}/money/")


@pytest.mark.parametrize(
    ("cost", "words"),
    [
        ("30.00", "Time worth €400 is past the cap of €600: it is the hours."),
        (
            "80.00",
            (
                "Sold at €100 an hour; the 60% target needs €200. Time worth €400 is also past the cap of €600: "
                "it is the price and the hours."
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
    assert f"Largest gap to the target: Cheap site, €6,300. {words}" in account.split("Month by month", 1)[0]


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
        (10, "20.0%", "The hours are within those included, so it is the price."),
        (15, "−20.0%", "Also 5 h more than included: it is the price and the hours."),
    ],
)
def test_a_retainer_names_its_price_against_what_it_includes_on_each_page(retainer, osprey, fina, hours, margin, words):
    project, client = retainer(hours), Client()
    client.force_login(fina)
    cause = f"Sold at €100 an hour; the 60% target needs €200. {words}"

    work = plain(client.get(f"/projects/{project.pk}/"))

    assert f"{hours} h logged; delivery margin {margin}, target 60%. {cause}" in work
    for address in (f"/projects/{project.pk}/money/", f"/accounts/{osprey.pk}/money/"):
        assert cause in plain(client.get(address)), address


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

    sold = "Sold at €50 an hour; the agency earns €119 (Sept 2026), and the 60% target needs €200."
    assert sold in page_of(piet, cheap)
    assert "€119" not in page_of(tim, cheap)


def test_the_breakdown_of_a_margin_says_why_it_misses_its_target(cheap, osprey, fina):
    project, account = (
        seen_by(fina, f"{where}money/why/margin/") for where in (f"/projects/{cheap.pk}/", f"/accounts/{osprey.pk}/")
    )

    assert "Sold at €50 an hour; the 60% target needs €200." in project
    assert "Largest gap to the target: Cheap site " in account
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
    assert "Against 60%" in listed
