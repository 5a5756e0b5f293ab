"""REST operations for profitability, limited to the caller's right to money."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query
from pydantic import Field, model_validator

from amity.agreements.contract import Contract
from amity.agreements.lines.queries import PlacedLine
from amity.api.auth import asker
from amity.api.operations import reads
from amity.api.paging import keys_of_page
from amity.api.shapes import Amount, Answered, Asked, Id, Shape, amount
from amity.profitability import policy
from amity.profitability.drift import rest as drift_rest
from amity.profitability.figures.rules import Figure
from amity.profitability.forecast import rest as forecast_rest
from amity.profitability.profit_rows import rest_pages
from amity.profitability.router import router
from amity.profitability.statements.rows import Row

OPERATIONS = (forecast_rest, drift_rest)
"""The modules that add operations to the router when they are imported."""

__all__ = ["OPERATIONS", "router"]

Month = Annotated[int, Field(ge=200001, le=209912, description="A month as YYYYMM.")]


class Share(Answered):
    """A share in basis points: 10,000 is 100%. `bound` is exact, at_most, at_least or of_known."""

    basis_points: int
    bound: str


class ProfitShape(Answered):
    """The figures of a project or an account, or the `rest` of an agreement that fits no project.

    Hours need the right *hours*, revenue and net fees *fee*, `on_target` *target*, and cost and margin *margin* (*cost
    by person* where the figures would reveal someone's pay). `why_not` gives the reason for a missing margin. Null
    means not known. `too_early`: too little of a fixed fee's work is done, or of the month has passed, so
    `on_target` is left out.
    """

    kind: str
    id: Id
    name: str
    fee_model: str
    seconds: int | None = None
    unpriced_seconds: int | None = None
    revenue: Amount | None = None
    net_fees: Amount | None = None
    average_billable_rate: Amount | None = None
    cost: Amount | None = None
    delivery_profit: Amount | None = None
    margin: Share | None = None
    on_target: bool | None = None
    too_early: bool = False
    why_not: str | None


class SpanAsked(Shape):
    """The months of the report. The default is the twelve months up to the last ended month with time."""

    first: Month | None = Field(default=None, alias="from", description="First month as YYYYMM, included.")
    last: Month | None = Field(default=None, alias="to", description="Last month as YYYYMM, included.")

    @model_validator(mode="after")
    def in_order(self) -> "SpanAsked":
        """Check that both are months, and that the first is not after the last."""
        for month in (self.first, self.last):
            if month is not None and not 1 <= month % 100 <= 12:
                raise ValueError("a month is YYYYMM")
        if self.first and self.last and self.first > self.last:
            raise ValueError("from is after to")
        return self


class ProfitsAsked(SpanAsked, Asked):
    """Filters for the profitability report."""

    by: Literal["project", "account"] = "project"
    all: bool = Field(
        default=False, description="Return all rows in one response, highest net fees first, without pages."
    )


class Profits(Answered):
    """Figures for a range of months. `cost_level` is the basis of hourly cost; `currency` is the agency's."""

    by: str
    first: date
    last: date
    currency: str
    cost_level: str
    items: list[ProfitShape]
    next: str | None = None


@reads(router, "/profitability", Profits, timeless=True)
def list_profitability(request: HttpRequest, asked: Query[ProfitsAsked]) -> dict[str, Any]:
    """List the profitability of projects or accounts. The list is paged; `all=true` returns it in one response."""
    by, today = asker(request), timezone.localdate()
    policy.may_see_money(by).or_refuse()
    if asked.all or asked.by == "account":
        return _payload(asked.by, rest_pages.every_row(by, asked.by, asked.first, asked.last, today))
    keys, more = keys_of_page(rest_pages.project_keys(by), asked)
    return _payload("project", rest_pages.project_page(by, keys, asked.first, asked.last, today)) | {"next": more}


@reads(router, "/profitability/projects/{int:project_id}", Profits, timeless=True)
def read_project_profitability(request: HttpRequest, project_id: Path[Id], asked: Query[SpanAsked]) -> dict[str, Any]:
    """Return the profitability of one project, as a list with one item."""
    by = asker(request)
    policy.may_see_money(by).or_refuse()
    return _payload("project", rest_pages.one_project(by, project_id, asked.first, asked.last, timezone.localdate()))


class ContractLine(Answered):
    """A line as sold: planned seconds in total and by discipline, and its price with the right *fee*."""

    id: Id
    number: str
    title: str
    planned_seconds: int | None
    hours: dict[str, int]
    price: Amount | None = None


class ContractShape(Answered):
    """What was agreed for a project. Amounts need the right *fee*; a retainer's fee is monthly."""

    agreement_id: Id
    fee_model: str
    planned_seconds: int
    hours: dict[str, int]
    lines: list[ContractLine]
    price_of_lines: Amount | None = None
    fee: Amount | None = None
    cap: Amount | None = None
    discount: Amount | None = None
    value: Amount | None = None


@reads(router, "/profitability/projects/{int:project_id}/contract", ContractShape)
def read_project_contract(request: HttpRequest, project_id: Path[Id]) -> dict[str, Any]:
    """Return what was agreed for a project. The figures are those of its brief and agreement."""
    by = asker(request)
    policy.may_see_money(by).or_refuse()
    agreement, contract, fee = rest_pages.contract_of_project(by, project_id, timezone.localdate())
    values: dict[str, Any] = {
        "agreement_id": agreement.pk,
        "fee_model": agreement.fee_model,
        "planned_seconds": contract.seconds,
        "hours": {str(key): seconds for key, seconds in contract.hours.items()},
        "lines": [_contract_line(one, fee=fee) for one in contract.rows],
    }
    return values | (_contract_amounts(contract) if fee else {})


def _contract_line(one: PlacedLine, *, fee: bool) -> dict[str, Any]:
    terms = one.terms.current
    values: dict[str, Any] = {
        "id": one.line.pk,
        "number": one.number,
        "title": one.line.title,
        "planned_seconds": terms.planned_seconds if terms else None,
        "hours": {str(each.id): each.seconds for each in one.hours},
    }
    return values | ({"price": None if one.price is None else amount(one.price)} if fee else {})


def _contract_amounts(contract: Contract) -> dict[str, Any]:
    amounts = {
        "price_of_lines": contract.lines, "fee": contract.fee, "cap": contract.cap, "discount": contract.discount,
        "value": contract.value,
    }  # fmt: skip
    return {name: None if money is None else amount(money) for name, money in amounts.items()}


def _payload(cut: str, found: rest_pages.Found) -> dict[str, Any]:
    return {
        "by": cut,
        "first": found.period.first_day,
        "last": found.period.last_day,
        "currency": found.currency,
        "cost_level": found.level,
        "items": [_row(one) for one in found.rows],
        "next": None,
    }


def _row(one: Row) -> dict[str, Any]:
    values: dict[str, Any] = {
        "kind": one.kind,
        "id": one.id,
        "name": one.name,
        "fee_model": one.fee_model,
        "why_not": one.why_not,
    }
    if one.seconds is not None:
        values["seconds"], values["unpriced_seconds"] = one.seconds, one.unpriced
    for name, figure in (
        ("revenue", one.revenue), ("net_fees", one.agi), ("average_billable_rate", one.hourly), ("cost", one.cost),
        ("delivery_profit", one.left),
    ):  # fmt: skip
        if figure is not None:
            values[name] = _amount(figure)
    if one.margin is not None:
        bound = one.margin.bound
        values["margin"] = None if one.margin.value is None else {"basis_points": one.margin.value, "bound": bound}
    if one.on_target is not None:
        values["on_target"] = one.on_target
    if one.too_early:
        values["too_early"] = True
    return values


def _amount(figure: Figure) -> dict[str, Any] | None:
    """Return a figure in the shape of `Amount`, without a `Money` for each of five thousand."""
    if figure.value is None:
        return None
    return {"amount": figure.value, "currency": figure.currency, "bound": figure.bound}
