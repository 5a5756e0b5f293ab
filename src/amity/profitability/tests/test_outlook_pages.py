"""Pages of the outlook: signed work against capacity, limited by right."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.test import Client

from amity.agency.models import CardPrice, ExchangeRate
from amity.agency.workforce import People
from amity.people import rules as roles
from amity.people.models import Capacity, Discipline
from amity.profitability.outlook import page
from amity.profitability.outlook.file_table import outlook_table
from amity.profitability.outlook.queries import months_ahead
from amity.profitability.outlook.wording import title
from amity.profitability.tests.asking import COSTS, FEES, seen_by
from amity.profitability.utilisation.queries import logged_by_discipline, utilisation_by_discipline
from amity.shared.permission import MoneyRight
from tests.builders import acting, make_account, make_agreement, make_entry, make_line, make_person, make_project

TODAY = date(2026, 11, 25)
PAGES = ("/money/ahead/", "/money/ahead/why/2026-12/", "/money/ahead/months.csv")


@pytest.fixture(autouse=True)
def today():
    """Freeze the clock on the day of these tests."""
    with time_machine.travel("2026-11-25 12:00", tick=False):
        yield


@pytest.fixture
def sold(osprey, brand):
    """Return a project of unmistakable digits that ends in February."""
    brand.agreement.ends_on = date(2027, 2, 28)
    brand.agreement.save()
    return brand


def director(right=None):
    """Return a director with this money right."""
    return make_person(f"Dora {right}", roles.ACCOUNT_DIRECTOR, roles.EXECUTIVE, own_money_right=right)


def seen(person):
    """Return the outlook as a person sees it."""
    return months_ahead(acting(person), TODAY)


def test_what_is_left_of_a_fee_is_in_the_months_to_its_end(sold, fina):
    found = seen(fina)

    assert [one.month for one in found.months if one.signed["fixed"]] == [202611, 202612, 202701, 202702]
    assert sum(one.sold for one in found.months) == 98_765_432
    assert sum(one.time for one in found.months) == 10 * 3600


def test_with_the_right_to_hours_the_pages_tell_hours_and_no_amount(sold):
    text = seen_by(director(MoneyRight.HOURS), *PAGES)

    assert [amount for amount in (*FEES, *COSTS, "€") if amount in text] == []
    assert "Hours ahead" in text


def test_with_the_right_to_fees_the_pages_tell_fees_and_no_cost(sold):
    text = seen_by(director(MoneyRight.FEE), *PAGES)

    assert "Net fees ahead" in text
    assert [amount for amount in COSTS if amount in text] == []


@pytest.mark.parametrize("address", PAGES)
def test_the_months_ahead_are_for_directors_finance_and_the_executive(address, sold, mara, piet, tim, ada, fina):
    answers = {}
    for person in (mara, piet, tim, ada, fina):
        client = Client()
        client.force_login(person)
        answers[person.name] = client.get(address).status_code

    assert answers == {"Mara": 403, "Piet": 403, "Tim": 403, "Ada": 200, "Fina": 200}


def test_capacity_ahead_is_at_its_target_without_holidays_and_without_leavers(agency, fina, tim, piet):
    for person, since, hours in (
        (tim, date(2026, 1, 1), 40),
        (piet, date(2026, 1, 1), 40),
        (piet, date(2026, 12, 1), 0),
    ):
        Capacity.objects.create(person=person, valid_from=since, weekly_seconds=hours * 3600)

    december = seen(fina).months[1]

    assert (
        december.can == 22 * 8 * 3600 * 72 // 100
    )  # 23 weekdays, one of them Christmas Day; 26 December is a Saturday


def test_of_the_running_month_only_the_days_to_come_count(agency, tim):
    Capacity.objects.create(person=tim, valid_from=date(2026, 1, 1), weekly_seconds=40 * 3600)

    assert People().month(202611, TODAY) == 3 * 8 * 3600


def test_a_director_who_sees_a_part_is_told_nothing_of_what_is_free(sold, ada, tim):
    Capacity.objects.create(person=tim, valid_from=date(2026, 1, 1), weekly_seconds=40 * 3600)
    assert not seen(ada).narrowed

    make_account("Elsewhere", manager=make_person("Other", roles.ACCOUNT_MANAGER))

    assert seen(ada).narrowed
    assert {(one.can, one.earns) for one in seen(ada).months} == {(0, None)}


def test_another_currency_is_converted_by_the_rate_of_today_and_listed_without_one(fina):
    account = make_account("Quillon", currency="GBP")
    make_agreement(account, "retainer", fee=100_000, included_seconds=3600)
    assert seen(fina).rows[0].why_not == "no_exchange_rate"

    ExchangeRate.objects.create(currency="GBP", valid_from=date(2026, 1, 1), rate="1.15")

    assert seen(fina).months[1].signed["goes_on"] == 115_000
    assert [one.currency for one in seen(fina).rates] == ["GBP"]


def test_time_left_on_lines_takes_the_price_of_its_line_else_of_its_agreement(osprey, fina):
    agreement = make_agreement(osprey, hourly_rate="90", ends_on=date(2026, 12, 31))
    make_line(agreement, hours="10", rate="100")
    make_line(agreement, hours="10")

    assert seen(fina).rows[0].money.whole == 190_000


def test_utilisation_is_time_for_clients_by_capacity_and_leaves_out_who_never_works_for_them(osprey, fina):
    design, office = Discipline.objects.create(name="Design"), Discipline.objects.create(name="Office")
    worker, clerk = make_person("Dee", discipline=design), make_person("Cal", discipline=office)
    for person in (worker, clerk):
        Capacity.objects.create(person=person, valid_from=date(2026, 1, 1), weekly_seconds=40 * 3600)
    site = make_project(osprey, team=[worker])
    inside = make_project(None, is_internal=True, team=[clerk])
    for day in range(5, 9):
        make_entry(by=worker, project=site, hours="22:00", on=date(2026, 10, day))
        make_entry(by=clerk, project=inside, hours="8:00", on=date(2026, 10, day))

    found = utilisation_by_discipline(People(), 202611, TODAY)

    assert [(one.name, one.shares[0].value) for one in found.rows] == [("Design", 5000)]
    assert [one.name for one in found.inside] == ["Office"]


def test_who_misses_time_is_named_to_finance_their_lead_and_themselves_only(agency, ada, fina, tim):
    tim.lead = ada
    tim.save()
    Capacity.objects.create(person=tim, valid_from=date(2026, 1, 1), weekly_seconds=40 * 3600)

    def names(viewer, every):
        rows = logged_by_discipline(People(), TODAY, viewer=viewer.pk, all_names=every)
        return [one.name for row in rows for one in row.missing]

    assert (names(fina, True), names(ada, False), names(tim, False)) == (["Tim"], ["Tim"], ["Tim"])
    assert names(make_person("Eve", roles.EXECUTIVE), False) == []


def test_the_file_holds_every_agreement_and_what_is_in_no_month(sold, osprey, fina):
    make_agreement(osprey, "fixed", title="=Open", fee=123_400)
    make_line(osprey.agreements.get(title="=Open"), hours="10")

    text = seen_by(fina, "/money/ahead/months.csv")

    assert "'=Open" in text
    assert "unscheduled" in text


def test_a_month_that_is_not_ahead_is_not_found(agency, fina):
    client = Client()
    client.force_login(fina)

    assert [client.get(f"/money/ahead/why/{one}/").status_code for one in ("2026-10", "later")] == [404, 404]


def unsigned(osprey, state, **values):
    """Return an agreement in a state without a signing date, with an active project to the end of the year."""
    agreement = make_agreement(
        osprey, "fixed", title=f"Shown {state}", fee=31_313_100, state=state, signed_on=None,
        ends_on=date(2026, 12, 31), **values,
    )  # fmt: skip
    make_line(agreement, hours="10")
    make_project(osprey, agreement=agreement)
    return agreement


@pytest.mark.parametrize("state", ["draft", "in_review", "cleared", "with_client"])
def test_an_unsigned_agreement_is_a_band_of_its_own_outside_what_is_sold(state, osprey, fina):
    unsigned(osprey, state, taken_over=False)

    found = seen(fina)

    assert sum(one.sold for one in found.months) == 0
    assert sum(one.time for one in found.months) == 0
    assert sum(one.unsigned for one in found.months) == 31_313_100
    assert sum(one.unsigned_time for one in found.months) == 10 * 3600


@pytest.mark.parametrize(
    ("state", "sold"), [("in_force", 31_313_100), ("expired", 0), ("terminated", 0), ("superseded", 0), ("dropped", 0)]
)
def test_what_was_imported_without_a_signing_date_counts_only_in_force(state, sold, osprey, fina):
    unsigned(osprey, state)

    found = seen(fina)

    assert sum(one.sold for one in found.months) == sold
    assert sum(one.unsigned for one in found.months) == 0


def test_pages_and_file_name_the_state_and_keep_unsigned_out_of_the_totals(sold, osprey, fina):
    unsigned(osprey, "with_client", taken_over=False)

    table = list(outlook_table(seen(fina)).rows)
    totals = {line[2]: line[5] for line in table if line[0] == "2026-12" and not line[1]}
    december = seen(fina).months[1]

    assert "With client" in seen_by(fina, "/money/ahead/why/2026-12/")
    assert Decimal(totals["Signed"]) == Decimal(december.sold) / 100
    assert Decimal(totals["Not signed yet"]) == Decimal(december.unsigned) / 100
    assert {line[3] for line in table if line[2] == "Shown with_client"} == {"With client"}


def test_the_title_judges_by_what_is_signed_only(osprey, fina, tim):
    Capacity.objects.create(person=tim, valid_from=date(2026, 1, 1), weekly_seconds=40 * 3600)
    before = title(seen(director(MoneyRight.HOURS)))
    agreement = unsigned(osprey, "draft", taken_over=False)
    agreement.agreement_lines.get().line.terms.update(planned_seconds=4_000 * 3600)

    assert title(seen(director(MoneyRight.COST))) == before


def test_a_month_draws_the_largest_agreements_and_sums_the_others_until_all_are_asked_for(osprey, fina, monkeypatch):
    for fee in (500_000, 300_000, 200_000):
        make_agreement(osprey, "fixed", title=f"Fee {fee}", fee=fee, ends_on=date(2026, 12, 31))
    monkeypatch.setattr(page, "AT_ONCE", 1)
    found = seen(fina)

    parts, rest = page.parts_of(found, 202612, every=False)
    every, no_rest = page.parts_of(found, 202612, every=True)

    assert [part.row.title for part in parts] == ["Fee 500000"]
    assert rest is not None
    assert (rest.count, rest.money) == (2, sum(part.money or 0 for part in every[1:]))
    assert (parts[0].money or 0) + (rest.money or 0) == found.months[1].sold
    assert (len(every), no_rest) == (3, None)
    assert "Fee 200000" not in seen_by(fina, "/money/ahead/why/2026-12/")
    assert "2 more agreements" in seen_by(fina, "/money/ahead/why/2026-12/")
    assert "Fee 200000" in seen_by(fina, "/money/ahead/why/2026-12/?all=1")


def test_unscheduled_agreements_name_a_few_and_how_many_more_there_are(osprey, fina, monkeypatch):
    for number in range(3):
        make_agreement(osprey, "fixed", title=f"Open {number}", fee=100_000 + number)
    monkeypatch.setattr(page, "OF_A_REASON", 2)

    assert [(len(one.rows), one.more, one.money) for one in page.listed(seen(fina), every=False)] == [(2, 1, 300_003)]
    assert "1 more agreement" in seen_by(fina, "/money/ahead/")
    assert "Open 0" in seen_by(fina, "/money/ahead/?all=1")


def test_time_that_is_logged_and_a_price_of_the_rate_card_change_what_is_left(osprey, fina, tim):
    agreement = make_agreement(osprey, ends_on=date(2026, 12, 31))
    line = make_line(agreement, hours="10")
    site = make_project(osprey, agreement=agreement, team=[tim])
    assert seen(fina).rows[0].money is None

    CardPrice.objects.create(currency="EUR", valid_from=date(2026, 1, 1), per_hour="100")
    before = seen(fina).rows[0].money.whole
    make_entry(by=tim, project=site, hours="4:00", on=date(2026, 11, 2), line_id=line.pk)

    assert (before, seen(fina).rows[0].money.whole) == (100_000, 60_000)


def test_on_the_last_day_of_a_month_the_outlook_begins_with_the_next(sold, client):
    client.force_login(director(MoneyRight.FEE))
    with time_machine.travel("2026-11-30 12:00", tick=False):
        text = client.get("/money/ahead/").content.decode()

    assert "no working day left" not in text
    assert "counts from tomorrow" not in text
    assert [one.month for one in months_ahead(acting(director(MoneyRight.COST)), date(2026, 11, 30)).months][:2] == [
        202612, 202701,
    ]  # fmt: skip


def test_the_rest_of_the_month_comes_first_on_all_its_other_days(sold, client):
    client.force_login(director(MoneyRight.FEE))
    text = client.get("/money/ahead/").content.decode()

    assert "only its last 3 working days" in text
    assert "Nov 2026 counts from tomorrow." in text or "November counts from tomorrow." in text
