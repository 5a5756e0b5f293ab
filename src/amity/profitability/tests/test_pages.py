"""The pages of money show the numbers of the command, and no amount to those without the right."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from amity.people import rules as roles
from amity.profitability.figures.explain import MOST_PARTS
from amity.profitability.statements.rows import Row
from amity.profitability.tests.asking import COSTS, FEES, addresses, seen_by, someone_on
from amity.shared.permission import MoneyRight
from tests.builders import (
    make_account,
    make_agreement,
    make_cost_rate,
    make_entry,
    make_line,
    make_person,
    make_project,
)


@pytest.mark.parametrize("right", [MoneyRight.NONE, MoneyRight.HOURS])
def test_below_the_right_to_fees_no_amount_is_in_any_answer(brand, right):
    text = seen_by(someone_on(brand, right), *addresses(brand))

    assert [amount for amount in (*FEES, *COSTS) if amount in text] == []


@pytest.mark.parametrize("right", [MoneyRight.FEE, MoneyRight.TARGET])
def test_below_the_right_to_margins_no_cost_and_no_margin_is_in_any_answer(brand, right):
    text = seen_by(someone_on(brand, right), *addresses(brand))

    assert "987654" in text
    assert [amount for amount in (*COSTS, "99.2") if amount in text] == []


def test_with_the_right_to_the_target_there_is_its_word(brand):
    assert "on target" in seen_by(someone_on(brand, MoneyRight.TARGET), f"/projects/{brand.pk}/money/")
    assert "on target" not in seen_by(someone_on(brand, MoneyRight.FEE), f"/projects/{brand.pk}/money/")


def test_with_the_right_to_margins_cost_and_margin_are_there(brand):
    text = seen_by(someone_on(brand, MoneyRight.MARGIN), *addresses(brand))

    assert "99.2" in text
    assert "7778" in text or "7777.7" in text


def test_at_person_level_a_margin_is_for_those_who_see_cost_by_person(brand, fina):
    make_cost_rate("777.77", heads=2, valid_from=date(2021, 1, 1))
    manager, project = someone_on(brand, MoneyRight.MARGIN), f"/projects/{brand.pk}/money/"
    seen = seen_by(manager, *addresses(brand))

    assert [amount for amount in (*COSTS, "99.2") if amount in seen] == []
    assert "on target" in seen_by(manager, project)
    assert "99.2" in seen_by(fina, project)


def test_who_sees_no_fees_gets_pages_without_the_columns_of_money(brand):
    tim = someone_on(brand, MoneyRight.HOURS)
    account = f"/accounts/{brand.account_id}/money/"

    for address in ("/money/", account):
        page = seen_by(tim, address)
        assert "noright" not in page.split('class="tbl', 1)[1], address
        assert 'class="num">Net fees<' not in page.replace("wide-only", ""), address
    assert "Netfees" in seen_by(someone_on(brand, MoneyRight.MARGIN), account).replace(" ", "")


def test_strangers_to_an_account_find_nothing(brand):
    client = Client()
    client.force_login(make_person("Elsewhere", roles.ACCOUNT_MANAGER))

    assert client.get(f"/accounts/{brand.account_id}/money/").status_code == 404
    assert client.get(f"/projects/{brand.pk}/money/").status_code == 404


def test_the_project_page_says_quoted_against_actual(brand, fina):
    make_entry(by=fina, project=brand, hours="2:00", on=date(2026, 11, 5))

    text = seen_by(fina, f"/projects/{brand.pk}/money/")

    assert "Line 1.1" in text
    assert "Not quoted" in text
    assert "20h" in text


def test_the_portfolio_says_which_account_is_below_its_target(site, tim, fina):
    make_cost_rate("80")
    make_entry(by=tim, project=site, hours="10:00", on=date(2026, 11, 4))

    assert "Osprey Rail is below 50%" in seen_by(fina, "/money/")


def test_the_portfolio_counts_accounts_with_a_known_margin_and_names_those_without(site, tim, fina):
    make_cost_rate("80")
    make_entry(by=tim, project=site, hours="10:00", on=date(2026, 11, 4))
    for name in ("Fenn Museums", "Orla Ferries", "Kestrel Bikes"):
        account = make_account(name)
        held = make_agreement(account, hourly_rate="100") if name == "Fenn Museums" else None
        project = make_project(account, team=[tim], agreement=held)
        make_entry(by=tim, project=project, hours="10:00", on=date(2026, 11, 4))
    page = seen_by(fina, "/money/")

    assert "2 of 2 accounts with a known margin are below 50%" in page
    assert "The margins of 2 accounts aren’t known." in page


def test_amounts_of_a_gap_to_the_target_open_what_they_are_made_of(site, tim, fina):
    make_cost_rate("80")
    make_entry(by=tim, project=site, hours="10:00", on=date(2026, 11, 4))
    client = Client()
    client.force_login(fina)
    text = client.get(f"/accounts/{site.account_id}/money/").content.decode()
    card = text[text.index('aria-labelledby="taking-h"') :].split("</section>")[0]
    opened = re.findall(r'hx-get="([^"]+)"', card)

    assert [one.split("?")[0] for one in opened] == [
        f"/accounts/{site.account_id}/money/why/agi/", f"/accounts/{site.account_id}/money/why/left/",
        f"/projects/{site.pk}/money/why/left/",
    ]  # fmt: skip
    assert [client.get(one).status_code for one in opened] == [200, 200, 200]


def test_figures_of_an_account_s_retainers_open_their_period(site, piet, fina):
    held = make_agreement(site.account, "retainer", title="App care", fee=120_000, included_seconds=36_000)
    make_project(site.account, manager=piet, agreement=held)
    client = Client()
    client.force_login(fina)
    page = client.get(f"/accounts/{site.account_id}/money/").content.decode()
    address = reverse("retainers:retainer", args=[held.pk])

    assert page.count(f'href="{address}#period-h"') == 3
    assert 'id="period-h"' in client.get(address).content.decode()


def test_a_narrowed_total_says_of_the_projects_you_see(site, mara, fina):
    make_entry(by=fina, project=site)
    assert "only the projects you can see" not in seen_by(mara, "/money/")
    make_account("Elsewhere")

    assert "only the projects you can see" in seen_by(mara, "/money/")
    assert "only the projects you can see" not in seen_by(fina, "/money/")


def test_without_script_why_is_a_page_of_its_own(brand, fina):
    page = seen_by(fina, f"/projects/{brand.pk}/money/why/margin/")

    assert "<html" in page
    assert "Labour cost" in page


def test_net_fees_open_to_fee_and_completion(brand, fina):
    page = seen_by(fina, f"/projects/{brand.pk}/money/why/agi/")

    assert "Completion to date" in page
    assert "1975308.64" in page  # the fee, to the cent


def test_with_htmx_why_is_a_part(brand, fina):
    client = Client()
    client.force_login(fina)

    part = client.get("/money/why/margin/", headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in part
    assert "Cost rates" in part


@pytest.mark.parametrize("address", ["/money/", "account", "project"])
def test_pages_ask_the_database_as_often_for_many_rows_as_for_few(
    address, brand, osprey, tim, fina, django_assert_max_num_queries, django_assert_num_queries
):
    client = Client()
    client.force_login(fina)
    where = {"account": f"/accounts/{osprey.pk}/money/", "project": f"/projects/{brand.pk}/money/"}.get(
        address, address
    )
    client.get(where)
    with django_assert_max_num_queries(70) as few:
        client.get(where)
    asked = len(few)
    for number in range(5):
        account = make_account() if number % 2 else osprey
        agreement = make_agreement(account, hourly_rate="100")
        line = make_line(agreement, hours="10:00")
        project = make_project(account, team=[tim], agreement=agreement)
        make_entry(by=tim, project=project, hours="3:00", on=date(2026, 10, 1 + number), line_id=line.pk)
    client.get(where)

    with django_assert_num_queries(asked):
        client.get(where)


def test_a_row_holds_nothing_that_may_not_be_seen(brand):
    from amity.people.queries import actor_for
    from amity.profitability.portfolio.queries import portfolio

    seen = portfolio(actor_for(someone_on(brand, MoneyRight.HOURS), "page"), date(2026, 11, 25))

    hidden = ("revenue", "agi", "hourly", "value", "cost", "left", "margin", "of_known", "account_margin", "on_target")
    rows: list[Row] = [*seen.accounts, seen.together, *seen.months]
    assert [name for one in rows for name in hidden if getattr(one, name) is not None] == []


def test_the_time_of_many_accounts_opens_with_the_rest_in_hours(client, fina, tim):
    for _place in range(MOST_PARTS + 2):
        make_entry(by=tim, hours="0:30", project=make_project(make_account(), team=[tim]))
    client.force_login(fina)

    page = client.get(reverse("money:why_portfolio", args=["time"]) + "?period=year")

    assert page.status_code == 200
    assert re.search(r'<a href="/money/\?period=year">\s*and 2 more', page.text)


def test_a_part_of_a_figure_opens_and_the_largest_is_first(client, fina, tim):
    paid = make_account()
    made = {hours: make_project(make_account(), team=[tim]) for hours in ("2:00", "1:00")}
    made["0:30"] = make_project(paid, team=[tim], agreement=make_agreement(paid, hourly_rate="100"))
    for hours, project in made.items():
        make_entry(by=tim, hours=hours, project=project)
    client.force_login(fina)

    page = client.get(reverse("money:why_portfolio", args=["time"]) + "?period=year").text

    opened = re.findall(r'<a href="(/accounts/\d+/money/why/time/)\?period=year"', page)
    assert opened == [f"/accounts/{made[hours].account_id}/money/why/time/" for hours in ("2:00", "1:00", "0:30")]
    assert client.get(f"{opened[0]}?period=year").status_code == 200


def test_a_breakdown_has_a_column_of_sources_only_where_a_component_names_one(brand, fina, tim):
    make_entry(by=tim, project=brand)
    pages = [f"/accounts/{brand.account_id}/money/why/time/", f"/projects/{brand.pk}/money/why/agi/"]

    assert [">Source<" in seen_by(fina, page) for page in pages] == [False, True]
