"""Renewals: by quarter, with their yearly worth, their notice dates, and growth that is closed."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from amity.growth.models import Opportunity
from amity.growth.renewals import page, rules
from amity.growth.renewals.queries import by_quarter, renewals_seen_by
from amity.growth.tests.test_commands import make_health
from amity.health import rules as health
from amity.invoicing.queries import invoiced_by_agreement
from amity.invoicing.tests.making import make_invoice
from amity.people import rules as roles
from amity.shared.money import Money
from amity.shared.permission import MoneyRight
from tests.builders import MONDAY, acting, make_account, make_agency, make_agreement, make_line, make_person

TODAY = MONDAY.date()


@pytest.fixture
def osprey(mara):
    return make_account("Osprey Rail", manager=mara)


def make_retainer(account, **values):
    given_values = {"fee": 1_000_000, "kind": "retainer", "ends_on": date(2027, 2, 10), "renewal": "word"}
    return make_agreement(account, "retainer", **given_values | values)


def quarters_of(person):
    return by_quarter(renewals_seen_by(acting(person), TODAY), TODAY)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_the_next_quarters_follow_each_other(today):
    quarters = rules.quarters_from(today)

    assert quarters[0] == rules.quarter_of(today)
    assert len(set(quarters)) == rules.QUARTERS
    assert [rules.quarter_of(rules.last_day_of(one)) for one in quarters] == quarters
    assert quarters == sorted(quarters)


def test_a_monthly_fee_is_worth_twelve_of_it_and_an_unknown_one_is_unknown():
    assert rules.worth(1_000, 5_000, is_monthly=True) == 12_000
    assert rules.worth(None, 5_000, is_monthly=True) is None
    assert rules.worth(1_000, 5_000, is_monthly=False) == 5_000


@pytest.mark.django_db
def test_renewals_are_in_the_quarter_in_which_they_end(mara, osprey):
    make_agency()
    ending = make_retainer(osprey, notice_on=date(2026, 12, 20))
    make_retainer(osprey, ends_on=date(2029, 2, 10))
    make_agreement(osprey, ends_on=date(2027, 1, 10))
    found = quarters_of(mara)

    assert [one.quarter for one in found] == [(2026, 4), (2027, 1), (2027, 2), (2027, 3)]
    assert [[row.agreement.pk for row in one.rows] for one in found] == [[], [ending.pk], [], []]
    assert (found[1].worth, found[1].unknown) == (12_000_000, 0)
    assert found[1].rows[0].notice_is_near


@pytest.mark.django_db
def test_a_worth_without_an_exchange_rate_is_not_in_the_sum(mara):
    make_agency()
    make_retainer(make_account("Quillon Press", manager=mara, currency="GBP"))
    quarter = quarters_of(mara)[1]

    assert (quarter.worth, quarter.unknown, len(quarter.rows)) == (0, 1, 1)


@pytest.mark.django_db
def test_a_renewal_becomes_an_opportunity_with_its_worth_unless_growth_is_closed(client, mara, osprey):
    make_agency()
    retainer, page = make_retainer(osprey), "/growth/renewals/"
    make_health(osprey, health.UNWELL)
    client.force_login(mara)
    with time_machine.travel(MONDAY, tick=False):
        shut = client.get(page).content.decode()
        make_health(osprey, health.WELL)
        offered = client.get(page).content.decode()
        address = f"/accounts/{osprey.pk}/opportunities/new/?from=agreements.agreement:{retainer.pk}"
        form = client.get(address).context["form"]
        sent = {name: form[name].value() or "" for name in form.fields}
        client.post(address, sent | {"value": "120000", "starts_on": "2027-02-10", "next_on": "2026-12-01"})

    assert "Growth is closed" in shut
    assert address not in shut.replace("%3A", ":")
    assert address in offered.replace("%3A", ":")
    made = Opportunity.objects.get()
    assert (made.source, made.value, made.origin_id) == ("renewal", 12_000_000, retainer.pk)
    assert made.title == f"Renewal: {retainer.title}"


def invoice(account, agreement, *, months_ago, net=1_250_000, **values):
    day = TODAY - timedelta(days=30 * months_ago)
    return make_invoice(account, agreement=agreement, issued_on=day, due_on=day, net=net, tax=0, total=net, **values)


@pytest.mark.django_db
def test_a_year_of_invoices_is_what_an_agreement_is_worth_otherwise_its_terms(mara, osprey):
    make_agency()
    retainer, young, rare = (make_retainer(osprey, title=title) for title in ("Care", "Social", "Films"))
    for month in range(12):
        invoice(osprey, retainer, months_ago=month)
    invoice(osprey, retainer, months_ago=0, net=-50_000, kind="credit_note")
    invoice(osprey, retainer, months_ago=13)
    invoice(osprey, young, months_ago=2)
    invoice(osprey, rare, months_ago=11)
    rows = {one.agreement.pk: one for one in quarters_of(mara)[1].rows}

    assert (rows[retainer.pk].worth, rows[retainer.pk].basis) == (Money(14_950_000, "EUR"), rules.INVOICED)
    assert (rows[young.pk].worth, rows[young.pk].basis) == (Money(12_000_000, "EUR"), rules.TERMS)
    assert (rows[rare.pk].worth, rows[rare.pk].basis) == (Money(12_000_000, "EUR"), rules.TERMS)
    assert page.worth_of(rows[retainer.pk]) == "€149,500 a year, as invoiced in the last 12 months"
    assert page.worth_of(rows[young.pk]) == "€120,000 a year by its terms"


@pytest.mark.django_db
def test_few_invoices_are_shown_where_the_terms_have_no_value_but_are_not_a_year(mara, osprey):
    make_agency()
    frame = make_agreement(osprey, kind="msa", ends_on=date(2027, 2, 10))
    invoice(osprey, frame, months_ago=3)
    quarter = quarters_of(mara)[1]

    assert (quarter.rows[0].worth, quarter.rows[0].basis) == (Money(1_250_000, "EUR"), rules.PARTLY_INVOICED)
    assert (quarter.worth, quarter.unknown) == (0, 1)
    assert page.worth_of(quarter.rows[0]).startswith("€12,500 invoiced since")


@pytest.mark.django_db
def test_invoice_lines_of_its_quoted_lines_are_an_agreements_and_another_currency_is_not(mara, osprey):
    make_agency()
    placed, foreign = make_retainer(osprey), make_retainer(osprey, title="Social")
    line = make_line(placed)
    one = invoice(osprey, None, months_ago=11)
    one.lines.update(line=line)
    invoice(osprey, foreign, months_ago=11, currency="USD")
    found = invoiced_by_agreement({placed.pk: "EUR", foreign.pk: "EUR"}, TODAY)

    assert {key: value.net for key, value in found.items()} == {placed.pk: 1_250_000}


@pytest.mark.django_db
def test_renewals_are_a_file_with_their_money_for_those_who_see_fees(client, mara, osprey):
    make_agency()
    retainer = make_retainer(osprey, notice_on=date(2026, 12, 20))
    client.force_login(mara)
    with time_machine.travel(MONDAY, tick=False):
        seen = client.get("/growth/renewals/?export=csv").getvalue().decode("utf-8-sig")
        mara.own_money_right = MoneyRight.HOURS
        mara.save()
        hidden = client.get("/growth/renewals/?export=csv").getvalue().decode("utf-8-sig")

    assert f"{retainer},Osprey Rail,2026-12-20,2027-02-10,120000.00,EUR,," in seen
    assert "Terms of the agreement,Q1 2027,open" in seen
    assert "120000" not in hidden


@pytest.mark.django_db
def test_a_worth_opens_the_invoices_or_the_agreement_it_was_read_from(client, mara, osprey):
    make_agency()
    invoiced, by_terms = make_retainer(osprey), make_retainer(osprey, title="Social")
    rows = [invoice(osprey, invoiced, months_ago=month) for month in range(12)]
    invoice(osprey, invoiced, months_ago=13)
    client.force_login(mara)
    with time_machine.travel(MONDAY, tick=False):
        shown = client.get("/growth/renewals/").content.decode()
        links = dict(re.findall(r'<a class="is-number" href="([^"]+)"><span class="cur">€</span>([^<]+)<', shown))
        listed, agreement = (one.replace("&amp;", "&") for one in links)
        found = client.get(f"{listed}&size=100").context

    assert list(links.values()) == ["150,000", "120,000"]
    assert found["count"] == len(rows)
    assert agreement == f"/agreements/{by_terms.pk}/"


@pytest.mark.django_db
def test_renewals_sort_by_value_only_for_those_who_see_fees(client, mara, osprey):
    make_agency()
    make_retainer(osprey, title="Small", fee=100, ends_on=date(2027, 2, 1))
    make_retainer(make_account("Alder", manager=mara), title="Large", ends_on=date(2027, 2, 20))
    client.force_login(mara)

    def shown(order):
        with time_machine.travel(MONDAY, tick=False):
            found = client.get(f"/growth/renewals/?sort={order}")
        return [line.row.of.agreement.title for line in found.context["lines"]], "sort=-worth" in found.text

    assert [shown(one)[0] for one in ("on", "account", "-worth", "worth")] == [
        ["Small", "Large"], ["Large", "Small"], ["Large", "Small"], ["Small", "Large"],
    ]  # fmt: skip
    assert shown("on")[1]
    mara.own_money_right = MoneyRight.HOURS
    mara.save()
    assert shown("-worth")[0] == ["Small", "Large"]
    assert not shown("on")[1]


@pytest.mark.django_db
def test_the_sum_of_a_quarter_opens_each_renewal_in_it(client, mara, osprey):
    make_agency()
    make_retainer(osprey)
    make_retainer(osprey, title="Social")
    unknown = make_retainer(make_account("Quillon Press", manager=mara, currency="GBP"))
    client.force_login(mara)
    with time_machine.travel(MONDAY, tick=False):
        text = client.get("/growth/renewals/").text
    summed = re.search(r'why is-number">\s*<summary>(.*?)</summary>(.*?)</details>', text, re.DOTALL)
    assert summed
    plain = [re.sub(r"<[^>]+>", "", part) for part in summed.groups()]

    assert plain[0] == "€240,000 a year, 1 of unknown value"
    assert plain[1].count("€120,000") == 4
    assert plain[1].count("£120,000 a year by its terms") == 1
    assert f"/agreements/{unknown.pk}/" not in summed[2]


@pytest.mark.django_db
def test_renewals_open_on_ones_own_with_the_next_decision_first_and_each_quarter_is_a_tab(client):
    make_agency()
    mara = make_person("Mara", roles.ACCOUNT_MANAGER, roles.EXECUTIVE)
    osprey = make_account("Osprey Rail", manager=mara)
    make_retainer(osprey, title="Sooner", ends_on=date(2027, 2, 1))
    make_retainer(osprey, title="To decide", ends_on=date(2027, 5, 1), notice_on=date(2027, 2, 1))
    make_retainer(make_account("Alder"), title="Of others")
    client.force_login(mara)

    def titles(query=""):
        with time_machine.travel(MONDAY, tick=False):
            found = client.get(f"/growth/renewals/{query}").context
        return [line.row.of.agreement.title for line in found["lines"]], {tab.label: tab.count for tab in found["tabs"]}

    opened, tabs = titles()
    assert opened == ["To decide", "Sooner"]
    assert tabs == {
        "All quarters": 2, "Notice within 90 days": 1, "Q4 2026": 0, "Q1 2027": 1, "Q2 2027": 1, "Q3 2027": 0,
    }  # fmt: skip
    assert titles("?whose=all&view=quarter2")[0] == ["Sooner", "Of others"]
    assert titles("?whose=all&find=alder")[0] == ["Of others"]
