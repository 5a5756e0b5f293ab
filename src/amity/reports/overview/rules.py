"""Rank up to five findings, surest money first, and list for each missing kind the one fact it needs.

Source: the project's product notes, J0. The order depends on the material alone, never on its input order.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from amity.profitability.conversion.rules import Rates
from amity.profitability.figures.rules import Input
from amity.profitability.measures.rules import total
from amity.reports.account_findings import rules as account_finders
from amity.reports.agreement_findings import rules as finders
from amity.reports.findings.rules import Finding, Missing
from amity.reports.material.rules import Material
from amity.shared.money import Money, round_half_even

MOST = 5
MOST_OF_A_KIND = 2
"""A limit, so that five failing projects don't hide other findings."""

FINDERS: tuple[Callable[[Material], list[Finding]], ...] = (
    finders.past_limit,
    account_finders.not_billed,
    finders.over_served,
    account_finders.rates_apart,
    finders.quiet_items,
    finders.unquoted_work,
    finders.past_plan,
    finders.ahead_of_the_rest,
    account_finders.big_rows,
    account_finders.silent_accounts,
    account_finders.one_contact,
    account_finders.without_cost,
    account_finders.without_price,
)


@dataclass(frozen=True, slots=True)
class Found:
    """The page: at most five findings in order, the others in theirs, and missing facts."""

    findings: tuple[Finding, ...]
    others: tuple[Finding, ...]
    missing: tuple[Missing, ...]

    @property
    def more(self) -> int:
        """Return how many others there are."""
        return len(self.others)


def what_we_found(material: Material) -> Found:
    """Run every finder on the material. Return the findings ranked, at most two of a kind and five in all."""
    ranked = rank((one for finder in FINDERS for one in finder(material)), material)
    kept: list[Finding] = []
    others: list[Finding] = []
    for finding in ranked:
        is_kept = len(kept) < MOST and sum(one.kind == finding.kind for one in kept) < MOST_OF_A_KIND
        (kept if is_kept else others).append(finding)
    return Found(tuple(kept), tuple(others), missing(material))


def rank(findings: Iterable[Finding], material: Material) -> list[Finding]:
    """Sort by sureness, then money in the agency's currency, then time, then kind and subject: a total order.

    Money without an exchange rate is 0 here. It is still shown in its own currency.
    """
    kinds = {kind: place for place, kind in enumerate(KIND_ORDER)}

    def key(finding: Finding) -> tuple[int, int, int, int, list[tuple[str, int]]]:
        money = _in_agency(finding.money, material)
        subjects = [(subject.kind, subject.id) for subject in finding.subjects]
        return (-finding.sureness, -money, -finding.seconds, kinds[finding.kind], subjects)

    return sorted(findings, key=key)


KIND_ORDER = (
    "past_cap",
    "past_fee",
    "not_billed",
    "over_served",
    "rates_apart",
    "is_it_finished",
    "not_quoted",
    "past_plan",
    "ahead_of_the_rest",
    "big_rows",
    "silent",
    "one_contact",
    "without_cost",
    "without_price",
)


def missing(material: Material) -> tuple[Missing, ...]:
    """Return the fact each missing finding needs, and margins without a fee model."""
    found: list[Missing] = []
    no_model = [one for one in material.projects if one.terms.fee_model == "unknown"]
    if no_model:
        waiting = total(one.measures for one in no_model)
        numbers = (
            Input("projects", len(no_model), "count", "questions"),
            Input("delivery_time", waiting.seconds, "seconds", "entries", material.data_to),
            *_values(material),
        )
        found.append(Missing("margin_of_projects", "fee_model", numbers=numbers))
    if material.delivery.seconds and material.cost_rate is None and material.delivery.uncosted_seconds:
        time = Input("time", material.delivery.uncosted_seconds, "seconds", "entries", material.data_to)
        found.append(Missing("margin", "people_cost", numbers=(time,)))
    elif material.disciplines_without_rate:
        count = Input("disciplines", material.disciplines_without_rate, "count", "agency")
        found.append(Missing("margin_by_discipline", "cost_rates", "assumed", (count,)))
    if not any(item.planned_seconds for item in material.items):
        found.append(Missing("is_it_finished", "plan"))
    if all(account.contacts is None for account in material.accounts):
        found.append(Missing("one_contact", "contacts"))
    if material.not_billed is None:
        found.append(Missing("not_billed", "invoices"))
    known = [one for one in material.accounts if one.net_fees.value is not None]
    if not no_model and len(known) < 2:
        found.append(Missing("rates_apart", "second_account"))
    return tuple(found)


def _values(material: Material) -> tuple[Input, ...]:
    """Return the value, at imported rates, of projects without a fee model, one input a currency. Never call it
    revenue.
    """
    values: dict[str, int] = {}
    for project in material.projects:
        if project.terms.fee_model == "unknown" and project.measures.value:
            currency = project.terms.currency
            values[currency] = values.get(currency, 0) + project.measures.value
    return tuple(
        Input("value_of_time", minor, "minor", "entries", material.data_to, currency)
        for currency, minor in sorted(values.items())
    )


def _in_agency(money: Money | None, material: Material) -> int:
    if money is None:
        return 0
    if money.currency == material.currency:
        return money.minor
    return _latest(money, material.currency, material.rates)


def _latest(money: Money, into: str, rates: Rates) -> int:
    dated = [(month, rate) for (currency, month), rate in rates.items() if currency == money.currency]
    return round_half_even(money.major * max(dated)[1], into) if dated else 0
