"""`amity profit` prints the numbers of the rules, for each fee model, in the documented JSON."""

import argparse
import json
from datetime import date
from typing import Any

import pytest

from amity.accounts.models import Account
from amity.agency.models import CardPrice, ExchangeRate
from amity.people.models import Person
from amity.profitability import cli
from amity.projects.models import Project
from amity.shared.errors import Refused
from tests.builders import make_account, make_agreement, make_cost_rate, make_entry, make_line, make_project

NOVEMBER = date(2026, 11, 4)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("amity.profitability.cli.timezone.localdate", lambda *_moment: date(2026, 11, 25))


def main(words: list[str]) -> int:
    """Run the command with these words and return its exit code."""
    parser = argparse.ArgumentParser()
    cli.add_to(parser.add_subparsers())
    options = parser.parse_args(words)
    return int(options.run(options))


def profit(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """Return a function that returns what the command prints as JSON."""
    asking = () if "--as" in words else ("--as", "fina@halden.example")
    assert main(["profit", "--json", *words, *asking]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def rows(said: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return rows by their key."""
    return {row["key"]: row for row in said["rows"]}


def worked(project: Project, tim: Person, *hours: str, **more: object) -> None:
    """Log time of Tim on a project, one entry each."""
    for number, time in enumerate(hours):
        make_entry(by=tim, project=project, hours=time, on=date(2026, 11, 2 + number), **more)


def test_time_and_materials_earn_their_price(capsys, fina, site, tim):
    make_cost_rate("40")
    worked(site, tim, "6:00", "4:00")

    answer = profit(capsys, "--as", "fina@halden.example")

    assert {key: answer[key] for key in ("from", "to", "currency", "cost_level")} == {
        "from": "2026-11-01",
        "to": "2026-11-30",
        "currency": "EUR",
        "cost_level": "average",
    }
    assert answer["rows"] == [
        {
            "key": "Osprey Rail",
            "seconds": 36_000,
            "unpriced_seconds": 0,
            "revenue": 100_000,
            "agi": 100_000,
            "cost": 40_000,
            "margin_bp": 6_000,
            "bound": "exact",
            "why_not": None,
        }
    ]


def test_a_fixed_fee_earns_by_the_hours_of_its_plan(capsys, fina, osprey, tim):
    make_cost_rate("40")
    agreement = make_agreement(osprey, "fixed", fee=1_000_000, discount=100_000)
    make_line(agreement, "1", hours="40:00")
    worked(make_project(osprey, name="Brand", team=[tim], agreement=agreement), tim, "10:00")

    found = rows(profit(capsys, "--by", "project"))["Brand"]

    assert (found["revenue"], found["cost"], found["margin_bp"]) == (225_000, 40_000, 8_222)


def test_a_pooled_retainer_is_calculated_once_and_shared_out(capsys, fina, osprey, tim):
    make_cost_rate("40")
    agreement = make_agreement(osprey, "retainer", fee=300_000, starts_on=date(2026, 11, 1), hourly_rate="100")
    one, two = (make_project(osprey, name=name, team=[tim], agreement=agreement) for name in ("Care", "Desk"))
    _card_price("100")
    worked(one, tim, "6:00")
    worked(two, tim, "3:00")

    by_project = rows(profit(capsys, "--by", "project"))
    whole = rows(profit(capsys))["Osprey Rail"]

    assert whole["revenue"] == 250_000  # 25 of 30 days
    assert (by_project["Care"]["revenue"], by_project["Desk"]["revenue"]) == (166_667, 83_333)


def test_what_no_project_can_take_is_in_a_row_of_its_own(capsys, fina, osprey, tim):
    make_agreement(osprey, "retainer", title="Care", fee=300_000, starts_on=date(2026, 11, 1))
    make_entry(by=fina, hours="1:00", account_id=osprey.pk, on=NOVEMBER)

    by_project = rows(profit(capsys, "--by", "project"))
    whole = rows(profit(capsys))["Osprey Rail"]

    assert by_project["Care"]["revenue"] == whole["revenue"] == 250_000


def test_a_prepaid_block_earns_as_it_is_used(capsys, fina, osprey, tim):
    make_cost_rate("40")
    agreement = make_agreement(osprey, "prepaid", fee=500_000, bought_seconds=50 * 3600)
    worked(make_project(osprey, team=[tim], agreement=agreement), tim, "10:00")

    assert rows(profit(capsys))["Osprey Rail"]["revenue"] == 100_000


def test_work_not_billable_has_a_cost_and_no_margin(capsys, fina, osprey, tim):
    make_cost_rate("40")
    agreement = make_agreement(osprey, "non_billable")
    worked(make_project(osprey, team=[tim], agreement=agreement), tim, "10:00")

    found = rows(profit(capsys))["Osprey Rail"]

    assert (found["revenue"], found["cost"], found["margin_bp"]) == (0, 40_000, None)
    assert found["why_not"] == "agi_not_positive"


def test_without_a_fee_model_there_is_neither_revenue_nor_margin(capsys, fina, osprey, tim):
    make_cost_rate("40")
    worked(make_project(osprey, team=[tim]), tim, "10:00")

    found = rows(profit(capsys))["Osprey Rail"]

    assert (found["seconds"], found["revenue"], found["margin_bp"]) == (36_000, None, None)
    assert found["why_not"] == "fee_model_unknown"


def test_time_without_cost_makes_no_margin(capsys, fina, site, tim):
    worked(site, tim, "10:00")

    found = rows(profit(capsys))["Osprey Rail"]

    assert (found["revenue"], found["cost"], found["margin_bp"], found["unpriced_seconds"]) == (
        100_000,
        None,
        None,
        36_000,
    )
    assert found["why_not"] == "no_cost"


def test_a_part_without_a_fee_leaves_the_rest_standing_and_no_margin(capsys, fina, osprey, site, tim):
    make_cost_rate("40")
    worked(site, tim, "10:00")
    worked(make_project(osprey, team=[tim]), tim, "1:00")

    found = rows(profit(capsys))["Osprey Rail"]

    assert (found["revenue"], found["cost"], found["margin_bp"]) == (100_000, 44_000, None)
    assert found["why_not"] == "part_unknown"


def test_another_currency_is_converted_at_the_rate_of_the_month(capsys, fina, tim):
    make_cost_rate("40")
    _exchange_rate("USD", "0.9")
    account = make_account("Tessel", currency="USD")
    worked(_by_time(account, tim), tim, "10:00")

    assert rows(profit(capsys))["Tessel"]["revenue"] == 90_000


def test_without_an_exchange_rate_it_says_so(capsys, fina, tim):
    make_cost_rate("40")
    worked(_by_time(make_account("Tessel", currency="USD"), tim), tim, "10:00")

    found = rows(profit(capsys))["Tessel"]

    assert (found["revenue"], found["why_not"]) == (None, "no_exchange_rate")


def test_lines_share_what_the_project_earned_and_time_on_none_is_said(capsys, fina, osprey, tim):
    make_cost_rate("40")
    agreement = make_agreement(osprey, "fixed", fee=1_000_000)
    line = make_line(agreement, "1.1", hours="20:00")
    project = make_project(osprey, name="Brand", team=[tim], agreement=agreement)
    _card_price("100")
    worked(project, tim, "5:00", line_id=line.pk)
    worked(project, tim, "5:00")

    found = rows(profit(capsys, "--by", "line"))

    assert {key: row["revenue"] for key, row in found.items()} == {"Brand / 1.1": 250_000, "Brand / –": 250_000}


def test_months_add_up_to_the_whole(capsys, fina, site, tim):
    make_cost_rate("40")
    worked(site, tim, "10:00")
    make_entry(by=tim, project=site, hours="5:00", on=date(2026, 9, 15))

    months = rows(profit(capsys, "--by", "month"))

    assert {key: row["revenue"] for key, row in months.items()} == {"2026-09": 50_000, "2026-10": 0, "2026-11": 100_000}


def test_a_span_takes_whole_months(capsys, fina, site, tim):
    worked(site, tim, "10:00")
    make_entry(by=tim, project=site, hours="5:00", on=date(2026, 9, 15))

    answer = profit(capsys, "--from", "2026-09-10", "--to", "2026-10")

    assert (answer["from"], answer["to"]) == ("2026-09-01", "2026-10-31")
    assert rows(answer)["Osprey Rail"]["revenue"] == 50_000


def test_several_people_who_could_be_meant_are_asked_for(capsys, fina, mara):
    assert main(["profit", "--json"]) == 2
    assert "2 people may see margins" in capsys.readouterr().err


@pytest.mark.parametrize("day", ["2026-13", "yesterday", "2026-11-31"])
def test_a_day_that_is_none_is_refused(capsys, fina, day):
    assert main(["profit", "--from", day]) == 2
    assert day in capsys.readouterr().err


def test_who_sees_no_margin_is_refused(capsys, fina, tim):
    with pytest.raises(Refused, match="access to margins"):
        main(["profit", "--as", "tim@halden.example"])


def test_a_manager_has_only_what_they_answer_for(capsys, fina, mara, site, tim):
    make_cost_rate("40")
    worked(site, tim, "10:00")
    worked(_by_time(make_account("Tessel"), tim), tim, "10:00")

    assert list(rows(profit(capsys, "--as", "mara@halden.example"))) == ["Osprey Rail"]


def test_at_person_level_only_who_sees_cost_by_person_has_cost_and_margin(capsys, fina, mara, site, tim):
    make_cost_rate("40", heads=2)
    worked(site, tim, "10:00")

    hers = rows(profit(capsys, "--as", "mara@halden.example"))["Osprey Rail"]
    finance = rows(profit(capsys, "--as", "fina@halden.example"))["Osprey Rail"]

    assert (hers["revenue"], hers["cost"], hers["margin_bp"], hers["why_not"]) == (100_000, None, None, "no_right")
    assert finance["margin_bp"] == 6_000


def test_people_read_a_table(capsys, fina, site, tim):
    make_cost_rate("40")
    worked(site, tim, "10:00")

    assert main(["profit", "--as", "fina@halden.example"]) == 0
    assert "60.0" in capsys.readouterr().out


def _by_time(account: Account, person: Person) -> Project:
    agreement = make_agreement(account, hourly_rate="100")
    return make_project(account, team=[person], agreement=agreement)


def _card_price(per_hour: str) -> None:
    CardPrice.objects.create(currency="EUR", valid_from=date(2020, 1, 1), per_hour=per_hour)


def _exchange_rate(currency: str, rate: str) -> None:
    ExchangeRate.objects.create(currency=currency, valid_from=date(2020, 1, 1), rate=rate)
