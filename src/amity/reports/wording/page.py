"""The page of what we found in words: its title is the first finding, its findings narrowed by the money right."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.reports.findings.rules import Finding, Rows
from amity.reports.material.rules import Material
from amity.reports.overview.rules import Found, what_we_found
from amity.reports.queries.material import Gathered
from amity.reports.told import Page, Told
from amity.reports.wording import data, work
from amity.reports.wording.missing import Ways, told_missing
from amity.reports.wording.saying import Saying, first_large, hours, says, spelled
from amity.shared.permission import MoneyRight
from amity.ui import formats

Teller = Callable[[Finding, Saying], Told]

TELL: dict[str, Teller] = {
    "past_cap": work.past_limit,
    "past_fee": work.past_limit,
    "over_served": work.over_served,
    "is_it_finished": work.quiet_items,
    "not_quoted": work.not_quoted,
    "past_plan": work.past_plan,
    "ahead_of_the_rest": work.ahead_of_the_rest,
    "not_billed": data.not_billed,
    "rates_apart": data.rates_apart,
    "silent": data.silent,
    "one_contact": data.one_contact,
    "without_cost": data.without_cost,
    "without_price": data.without_price,
    "big_rows": data.big_rows,
}
SEEN_FROM = {
    "second_account": MoneyRight.FEE,
    "cost_rates": MoneyRight.MARGIN,
    "people_cost": MoneyRight.MARGIN,
}
"""Missing facts that are not missed below a right."""

OF_COST = ("without_cost",)
"""Kinds whose money is cost; all others need the right to see fees."""


def page(gathered: Gathered, *, today: date, row_link: Callable[[Rows], str], ways: Ways) -> Page:
    """What we found, as the reader may see it."""
    saying = Saying(gathered, today, row_link)
    found = what_we_found(gathered.material)
    findings = tuple(_narrowed(one, saying) for one in found.findings)
    missing = tuple(
        told_missing(one, saying, ways)
        for one in found.missing
        if saying.right >= SEEN_FROM.get(one.fact, MoneyRight.HOURS)
    )
    return Page(
        _title(findings),
        _sub(saying),
        _heading(found),
        findings,
        found.more,
        missing,
        tuple(_basis(saying)),
        _imprint(saying),
        gathered.agency.name,
    )


def _narrowed(finding: Finding, saying: Saying) -> Told:
    """A finding in words, its money left out where the reader has no right to it."""
    told = TELL[finding.kind](finding, saying)
    allowed = saying.sees_fees
    if finding.kind in OF_COST:
        allowed = saying.sees_cost
    seconds = told.seconds or finding.seconds
    if finding.money is None:
        return replace(told, seconds=seconds)
    return replace(told, amount=finding.money if allowed else None, seconds=seconds, hidden=not allowed)


def _imprint(saying: Saying) -> str:
    """Whose page it is and of what day: the first line on paper."""
    name = saying.gathered.agency.name
    who = says(_("for %(person)s"), person=saying.gathered.scope.person.name)
    return ", ".join(part for part in (name, who, formats.full_day(saying.today)) if part)


def _title(findings: tuple[Told, ...]) -> str:
    if not findings:
        return _("No findings in this data")
    others = len(findings) - 1
    if not others:
        return findings[0].short
    pattern = ngettext("%(first)s, and %(count)s other finding", "%(first)s, and %(count)s other findings", others)
    return says(pattern, first=findings[0].short, count=spelled(others))


def _heading(found: Found) -> str:
    count = len(found.findings)
    if not count:
        return _("No findings")
    return says(ngettext("%(count)s finding", "%(count)s findings", count), count=first_large(spelled(count)))


def _sub(saying: Saying) -> str:
    basis, material = saying.gathered.basis, saying.gathered.material
    pattern = ngettext(
        "From %(time)s of %(count)s client, %(span)s.", "From %(time)s of %(count)s clients, %(span)s.", basis.clients
    )
    if not basis.clients:
        pattern = _("From %(time)s, not assigned to a client yet, %(span)s.")
    text = says(pattern, time=hours(basis.seconds), count=spelled(basis.clients), span=_span(material, saying.today))
    cost = _cost(saying)
    return f"{text} {says(_('Cost: %(cost)s.'), cost=cost)}" if cost else text


def _span(material: Material, today: date) -> str:
    first = formats.day(material.data_from, today)
    return says(_("%(first)s to %(last)s"), first=first, last=formats.day(material.data_to, today))


def _cost(saying: Saying) -> str:
    """The cost level, with the rate where the reader may see it; "" for those who see no margins."""
    if saying.right < MoneyRight.MARGIN:
        return ""
    levels = {
        "average": _("agency average"),
        "discipline": _("by discipline"),
        "person": _("by person"),
        "": _("not known yet"),
    }
    level = levels[saying.gathered.basis.cost_level]
    rate = saying.gathered.material.cost_rate
    if rate is None or not saying.sees_cost or saying.gathered.agency.cost_level != "average":
        return level
    return says(_("%(level)s, %(rate)s an hour"), level=level, rate=formats.per_hour(rate.per_hour, rate.currency))


def _basis(saying: Saying) -> list[tuple[str, str]]:
    basis, material = saying.gathered.basis, saying.gathered.material
    parts = [
        (basis.delivery_known, _("%(time)s delivery with a known fee model")),
        (basis.delivery_unknown, _("%(time)s delivery without a known fee model")),
        (basis.care, _("%(time)s account service")),
        (basis.internal, _("%(time)s internal")),
    ]
    split = ", ".join(says(pattern, time=hours(seconds)) for seconds, pattern in parts if seconds)
    rows = [
        (_("Rows"), formats.number(basis.entries)),
        (_("Time"), f"{hours(basis.seconds)}: {split}"),
    ]
    if saying.right >= MoneyRight.MARGIN and basis.delivery:
        share = formats.percent(round(basis.uncosted * 10_000 / basis.delivery))
        told = says(_("%(time)s, %(share)s of delivery"), time=hours(basis.uncosted), share=share)
        if basis.uncosted == basis.delivery:
            told = _("all of the delivery time")
        rows.append((_("No cost"), told if basis.uncosted else _("none")))
    if material.delivery.unvalued_seconds and saying.sees_fees:
        rows.append((_("No price"), hours(material.delivery.unvalued_seconds)))
    known = ngettext("%(known)s of %(count)s project", "%(known)s of %(count)s projects", basis.projects)
    rows.append(
        (
            _("Fee model known"),
            says(known, known=formats.number(basis.fees_known), count=formats.number(basis.projects)),
        )
    )
    cost = _cost(saying)
    return [*rows, (_("Cost level"), cost)] if cost else rows
