"""Sentences of the findings page: its title is the first finding. Findings are limited by the money right."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.reports.account_findings import wording as account_wording
from amity.reports.agreement_findings import wording as agreement_wording
from amity.reports.findings.rules import Finding, Rows
from amity.reports.findings.wording import WordingContext, first_large, hours, says, spelled
from amity.reports.material.memos import found_in
from amity.reports.material.queries import Gathered
from amity.reports.material.rules import Material
from amity.reports.overview.missing_facts import Ways, worded_missing
from amity.reports.overview.rules import rank
from amity.reports.report_model import Page, WordedFinding
from amity.shared.permission import MoneyRight
from amity.ui import formats

Teller = Callable[[Finding, WordingContext], WordedFinding]

TELL: dict[str, Teller] = {
    "past_cap": agreement_wording.past_limit,
    "past_fee": agreement_wording.past_limit,
    "over_served": agreement_wording.over_served,
    "is_it_finished": agreement_wording.quiet_items,
    "not_quoted": agreement_wording.not_quoted,
    "past_plan": agreement_wording.past_plan,
    "ahead_of_the_rest": agreement_wording.ahead_of_the_rest,
    "not_billed": account_wording.not_billed,
    "rates_apart": account_wording.rates_apart,
    "silent": account_wording.silent,
    "one_contact": account_wording.one_contact,
    "without_cost": account_wording.without_cost,
    "without_price": account_wording.without_price,
    "big_rows": account_wording.big_rows,
}
SEEN_FROM = {
    "second_account": MoneyRight.FEE,
    "cost_rates": MoneyRight.MARGIN,
    "people_cost": MoneyRight.MARGIN,
}
"""Missing facts that are only shown from this right on."""

OF_COST = ("without_cost",)
"""Kinds whose money is cost. All others need the right to see fees."""


def page(gathered: Gathered, *, today: date, row_link: Callable[[Rows], str], ways: Ways, whole: bool = False) -> Page:
    """Return the findings as far as the reader can see them. `whole`: those that are smaller or less certain too."""
    context = WordingContext(gathered, today, row_link)
    found = found_in(gathered.material)
    shown = rank(found.findings + found.others, gathered.material) if whole else found.findings
    findings = tuple(_narrowed(one, context) for one in shown)
    missing = tuple(
        worded_missing(one, context, ways)
        for one in found.missing
        if context.right >= SEEN_FROM.get(one.fact, MoneyRight.HOURS)
    )
    return Page(
        _title(findings),
        _sub(context),
        _heading(len(shown)),
        findings,
        0 if whole else found.more,
        missing,
        tuple(_basis(context)),
        _imprint(context),
        gathered.agency.name,
    )


def _narrowed(finding: Finding, context: WordingContext) -> WordedFinding:
    """Word a finding, without its money if the reader has no right to it."""
    worded = TELL[finding.kind](finding, context)
    allowed = context.sees_fees
    if finding.kind in OF_COST:
        allowed = context.sees_cost
    seconds = worded.seconds or finding.seconds
    if finding.money is None:
        return replace(worded, seconds=seconds)
    return replace(worded, amount=finding.money if allowed else None, seconds=seconds, hidden=not allowed)


def _imprint(context: WordingContext) -> str:
    """Return the first line of the document: the agency, the reader and the date."""
    name = context.gathered.agency.name
    who = says(_("for %(person)s"), person=context.gathered.scope.person.name)
    return ", ".join(part for part in (name, who, formats.full_day(context.today)) if part)


def _title(findings: tuple[WordedFinding, ...]) -> str:
    if not findings:
        return _("No findings in this data")
    others = len(findings) - 1
    if not others:
        return findings[0].short
    pattern = ngettext("%(first)s, and %(count)s other finding", "%(first)s, and %(count)s other findings", others)
    return says(pattern, first=findings[0].short, count=spelled(others))


def _heading(count: int) -> str:
    if not count:
        return _("No findings")
    return says(ngettext("%(count)s finding", "%(count)s findings", count), count=first_large(spelled(count)))


def _sub(context: WordingContext) -> str:
    basis, material = context.gathered.basis, context.gathered.material
    pattern = ngettext(
        "From %(time)s of %(count)s client, %(span)s.", "From %(time)s of %(count)s clients, %(span)s.", basis.clients
    )
    if not basis.clients:
        pattern = _("From %(time)s, not assigned to a client yet, %(span)s.")
    text = says(pattern, time=hours(basis.seconds), count=spelled(basis.clients), span=_span(material, context.today))
    cost = _cost(context)
    if not cost:
        return text
    level = says(_("Cost rates: %(level)s."), level=cost)
    return f"{text} {level}"


def _span(material: Material, today: date) -> str:
    first = formats.day(material.data_from, today)
    return says(_("%(first)s to %(last)s"), first=first, last=formats.day(material.data_to, today))


def _cost(context: WordingContext) -> str:
    """Return the cost level, with the rate if the reader can see it, or "" for those who can't see margins."""
    if context.right < MoneyRight.MARGIN:
        return ""
    levels = {
        "average": _("agency average"),
        "discipline": _("by discipline"),
        "person": _("by person"),
        "": _("not known yet"),
    }
    level = levels[context.gathered.basis.cost_level]
    rate = context.gathered.material.cost_rate
    if rate is None or not context.sees_cost or context.gathered.agency.cost_level != "average":
        return level
    return says(_("%(level)s, %(rate)s an hour"), level=level, rate=formats.per_hour(rate.per_hour, rate.currency))


def _basis(context: WordingContext) -> list[tuple[str, str]]:
    basis, material = context.gathered.basis, context.gathered.material
    parts = [
        (basis.delivery_known, _("%(time)s delivery with a known fee model")),
        (basis.delivery_unknown, _("%(time)s delivery without a known fee model")),
        (basis.care, _("%(time)s account service")),
        (basis.internal, _("%(time)s internal")),
    ]
    split = ", ".join(says(pattern, time=hours(seconds)) for seconds, pattern in parts if seconds)
    rows = [
        (_("Rows"), formats.number(basis.entries)),
        (_("Time"), says(_("%(time)s: %(split)s"), time=hours(basis.seconds), split=split)),
    ]
    if context.right >= MoneyRight.MARGIN and basis.delivery:
        share = formats.percent(round(basis.uncosted * 10_000 / basis.delivery))
        without_cost = says(_("%(time)s, %(share)s of delivery"), time=hours(basis.uncosted), share=share)
        if basis.uncosted == basis.delivery:
            without_cost = _("all of the delivery time")
        rows.append((_("No cost"), without_cost if basis.uncosted else _("none")))
    if material.delivery.unvalued_seconds and context.sees_fees:
        rows.append((_("No price"), hours(material.delivery.unvalued_seconds)))
    known = ngettext("%(known)s of %(count)s project", "%(known)s of %(count)s projects", basis.projects)
    rows.append(
        (
            _("Fee model known"),
            says(known, known=formats.number(basis.fees_known), count=formats.number(basis.projects)),
        )
    )
    cost = _cost(context)
    return [*rows, (_("Cost level"), cost)] if cost else rows
