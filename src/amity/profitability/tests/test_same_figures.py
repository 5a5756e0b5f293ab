"""Brief, agreement and project show the same figure for the same thing, whatever the fee model."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from amity.agreements.drafts import commands as draft_commands
from amity.agreements.fees.rules import AgreedTerms
from amity.agreements.lines import commands as line_commands
from amity.agreements.lines.queries import new_terms_by_line
from amity.agreements.models import Agreement
from amity.agreements.tests.making import sign
from amity.briefs.conversion import commands as conversion
from amity.briefs.models import Brief
from amity.briefs.tests.making import confirm_brief, make_brief_line, make_whole_brief
from amity.lines.queries import price_of
from amity.people.models import Discipline
from amity.projects.models import Project
from amity.shared.money import Money
from amity.ui import formats
from tests.builders import MONDAY, acting, make_agreement
from tests.matrix.machines import token_of

HOUR = 3600
PRICES = [1_250_000, 1_301_667, 920_000]
"""100 h of design; 40 h of design and 61:40 of development; 20 h at a price of its own."""
WHOLE = sum(PRICES)
MODELS: Mapping[str, tuple[AgreedTerms, int]] = {
    "time and materials": (AgreedTerms("time_and_materials", "EUR"), WHOLE),
    "time and materials less a discount": (AgreedTerms("time_and_materials", "EUR", discount=100_000), WHOLE - 100_000),
    "capped": (AgreedTerms("time_and_materials", "EUR", cap=3_131_313), 3_131_313),
    "capped less a discount": (
        AgreedTerms("time_and_materials", "EUR", cap=3_131_313, discount=100_000), 3_031_313
    ),
    "fixed": (AgreedTerms("fixed", "EUR", fee=WHOLE, discount=100_000), WHOLE - 100_000),
    "retainer": (
        AgreedTerms("retainer", "EUR", fee=310_000, starts_on=date(2026, 12, 1), ends_on=date(2027, 11, 30)), 3_720_000
    ),
    "prepaid": (AgreedTerms("prepaid", "EUR", fee=2_929_292, bought_seconds=200 * HOUR), 2_929_292),
    "non-billable": (AgreedTerms("non_billable", "EUR"), 0),
}  # fmt: skip


@dataclass(frozen=True)
class Chain:
    """A brief with the agreement and the project it became."""

    brief: Brief
    agreement: Agreement
    project: Project


@pytest.fixture
def chain(mara, piet, osprey):
    """Return a brief of three lines, converted into work at the price of its lines."""
    make_agreement(osprey)
    brief = make_whole_brief(mara, osprey, piet)
    design, build, strategy = (Discipline.objects.get(name=name).pk for name in ("Design", "Development", "Strategy"))
    make_brief_line(mara, brief, ((design, 40 * HOUR), (build, 222_000)), title="Build", acceptance="as shown")
    make_brief_line(mara, brief, ((strategy, 20 * HOUR),), title="Plan", price=920_000, acceptance="as sent")
    brief = confirm_brief(mara, brief)
    brief = conversion.convert_brief(
        by=acting(mara), brief_id=brief.pk, version=brief.version, price="lines", now=MONDAY
    )  # fmt: skip
    assert brief.agreement
    return Chain(brief, brief.agreement, Project.objects.get(agreement=brief.agreement))


def asked(mara, address):
    """Return the API's response."""
    answer = Client().get(f"/api/v1{address}", headers={"Authorization": f"Bearer {token_of(mara)}"})
    assert answer.status_code == 200, answer.content
    return answer.json()


def minor(amount: Any) -> int | None:
    """Return an API amount in minor units."""
    return None if amount is None else amount["amount"]


def words(page: str) -> str:
    """Return a page's text without tags and whitespace."""
    return re.sub(r"\s", "", html.unescape(re.sub(r"<[^>]*>", "", page)))


def as_agreed(mara, chain, model):
    """Set the terms of a fee model on the chain. Return its total value."""
    terms, worth = MODELS[model]
    agreement = Agreement.objects.get(pk=chain.agreement.pk)
    draft_commands.agree_terms(
        by=acting(mara), agreement_id=agreement.pk, version=agreement.version, terms=terms, now=MONDAY
    )  # fmt: skip
    return worth


@pytest.mark.parametrize("signed", [False, True], ids=["draft", "signed"])
@pytest.mark.parametrize("model", MODELS)
def test_rest_returns_the_same_by_brief_agreement_and_project(mara, chain, model, signed):
    worth = as_agreed(mara, chain, model)
    if signed:
        sign(mara, Agreement.objects.get(pk=chain.agreement.pk))

    brief = asked(mara, f"/briefs/{chain.brief.pk}")
    agreed = asked(mara, f"/agreements/{chain.agreement.pk}")
    lines = [one["terms"] for one in asked(mara, f"/lines?agreement_id={chain.agreement.pk}")["items"]]
    contract = asked(mara, f"/profitability/projects/{chain.project.pk}/contract")

    assert minor(brief["buys"]["price"]) == minor(contract["price_of_lines"]) == WHOLE
    assert minor(agreed["value"]) == minor(contract["value"]) == worth
    for name in ("fee", "cap"):
        assert minor(agreed[name]) == minor(contract[name])
    assert [minor(one["amount"]) for one in brief["lines"]] == PRICES
    assert [minor(one["price"]) for one in lines] == [minor(one["price"]) for one in contract["lines"]] == PRICES
    hours = [one["hours"] for one in brief["lines"]]
    assert hours == [one["hours"] for one in lines] == [one["hours"] for one in contract["lines"]]
    seconds = [sum(one.values()) for one in hours]
    assert seconds == [one["planned_seconds"] for one in lines] == [one["planned_seconds"] for one in contract["lines"]]
    assert brief["buys"]["seconds"] == contract["planned_seconds"] == sum(contract["hours"].values())


@pytest.mark.parametrize("model", MODELS)
def test_pages_show_the_same_lines_hours_and_price(mara, chain, model):
    worth = as_agreed(mara, chain, model)
    client = Client()
    client.force_login(mara)
    addresses = (
        f"/briefs/{chain.brief.pk}/",
        f"/agreements/{chain.agreement.pk}/",
        f"/projects/{chain.project.pk}/money/",
    )
    brief, agreed, project = (words(client.get(one).content.decode()) for one in addresses)

    for text in (brief, agreed, project):
        for price in (*PRICES, WHOLE):
            assert words(formats.money(Money(price, "EUR"))) in text
        for seconds in (40 * HOUR, 222_000, sum((100 * HOUR, 40 * HOUR, 222_000, 20 * HOUR))):
            assert words(formats.hours(seconds)) in text
    for text in (agreed, project):
        assert "Development" in text
        assert words(formats.money(Money(worth, "EUR"))) in text


def test_hours_that_hundredths_cannot_say_keep_their_price(mara, chain, osprey, piet):
    design = Discipline.objects.get(name="Design").pk
    brief = make_whole_brief(mara, osprey, piet, title="Thirds", budget_kind="", budget_high=None, stated_by_id=None)

    row = make_brief_line(mara, brief, ((design, 4_800),), title="1:20")

    answer = asked(mara, f"/briefs/{brief.pk}")
    assert minor(next(one["amount"] for one in answer["lines"] if one["id"] == row.pk)) == 16_667
    assert price_of(row.line.terms.get()) == Money(16_667, "EUR")


def test_the_newest_offer_applies_until_something_is_signed(mara, chain):
    line = chain.agreement.agreement_lines.order_by("pk").first().line
    newest = line.terms.latest("pk")
    line_commands.set_line_terms(
        by=acting(mara), line_id=line.pk, now=MONDAY,
        terms=replace(
            new_terms_by_line([newest])[line.pk], quantity=Decimal(120), planned_seconds=120 * HOUR,
            hours=((newest.discipline_id, 120 * HOUR),),
        ),
    )  # fmt: skip

    contract = asked(mara, f"/profitability/projects/{chain.project.pk}/contract")
    client = Client()
    client.force_login(mara)
    page = words(client.get(f"/projects/{chain.project.pk}/").content.decode())

    assert contract["lines"][0]["planned_seconds"] == 120 * HOUR
    assert words(formats.hours(120 * HOUR)) in page
