"""The pages show the numbers of the command: of every account, project, line and month, side by side."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from amity.people.models import Person
from amity.profitability.tests.test_profit_command import profit
from amity.projects.models import Project
from amity.shared.money import Money
from amity.ui import formats
from tests.builders import make_account, make_agreement, make_entry, make_project

PERIOD = ("--from", "2026-01", "--to", "2026-11")
YEAR = "period=year"
"""Scheduled change year on the pages: twelve months would end with October, for November is not over."""


@pytest.fixture
def agency_at_work(brand: Project, tim: Person) -> Project:
    """Create a fixed fee with a line, another account by time, and time in two months."""
    account = make_account("Tessel")
    project = make_project(account, name="Shop", team=[tim], agreement=make_agreement(account, hourly_rate="1111.11"))
    for month in (9, 11):
        make_entry(by=tim, project=project, hours="7:00", on=date(2026, month, 5))
    return brand


def table(person: Person, cut: str) -> list[dict[str, str]]:
    """Return the rows of the page's file."""
    client = Client()
    client.force_login(person)
    text = client.get(f"/money/portfolio.csv?by={cut}&{YEAR}").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def minor(amount: str) -> int | None:
    """Return the minor units of an amount in a cell, or None for an empty cell."""
    return int(Decimal(amount) * 100) if amount else None


@pytest.mark.parametrize("cut", ["account", "project", "line", "month"])
def test_the_file_of_a_page_has_the_numbers_of_the_command(agency_at_work, fina, capsys, cut):
    printed = profit(capsys, "--by", cut, *PERIOD)["rows"]

    rows = table(fina, cut)

    assert [one["key"] for one in printed] == [row["Name"] for row in rows]
    for one, row in zip(printed, rows, strict=True):
        assert round(Decimal(row["Hours"]) * 3600) == one["seconds"]
        assert (minor(row["Revenue, EUR"]), minor(row["Net fees, EUR"])) == (one["revenue"], one["agi"])
        assert (minor(row["Cost, EUR"]), minor(row["Margin, percent"])) == (one["cost"], one["margin_bp"])


@pytest.mark.parametrize(
    ("cut", "address"),
    [("account", "/money/"), ("month", "/money/"), ("project", "account"), ("project", "project"), ("line", "project")],
)
def test_a_page_shows_the_numbers_of_the_command(agency_at_work, fina, capsys, cut, address):
    brand = agency_at_work
    where = {"account": f"/accounts/{brand.account_id}/money/", "project": f"/projects/{brand.pk}/money/"}
    printed = profit(capsys, "--by", cut, *PERIOD)["rows"]
    client = Client()
    client.force_login(fina)

    page = client.get(f"{where.get(address, address)}?{YEAR}").content.decode()

    shown = [one for one in printed if address == "/money/" or one["key"].startswith("Brand")]
    assert shown
    assert [one["key"] for one in shown if one["agi"] and digits(one["agi"]) not in page] == []
    if cut != "line":
        assert [one["key"] for one in shown if one["margin_bp"] and share(one["margin_bp"]) not in page] == []


def digits(minor_units: int) -> str:
    """Return an amount as pages write it."""
    return str(formats.money_pieces(Money(minor_units, "EUR")).digits)


def share(basis_points: int) -> str:
    """Return a margin as pages write it, without its percent sign."""
    return formats.number(Decimal(basis_points) / 100, 1, 1)
