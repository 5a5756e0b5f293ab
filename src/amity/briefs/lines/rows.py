"""Rows of the lines table, and hours that two people planned differently."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from amity.briefs.budget.page import Eyes
from amity.briefs.estimate.queries import ANSWER, TEMPLATE, Estimate, PlannedLine
from amity.briefs.lines.plans import Replanned
from amity.shared.money import Money
from amity.ui import formats
from amity.ui.acts import Difference

Crafts = Mapping[int, str]
NOTHING: Final[Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True)
class BothPlans:
    """Hours that two people planned differently, as `ui/act_stale.html` reads them."""

    stale_sentence: str
    differences: Sequence[Difference]


@dataclass(frozen=True, slots=True)
class HoursCell:
    """The hours of one discipline on a line: as typed, and as shown to the person before."""

    discipline: str
    key: str
    seconds: int
    seen: int
    raw: str | None = None

    @property
    def typed(self) -> str:
        """The hours as the person types them, or their unreadable text."""
        return formats.number(Decimal(self.seconds) / 3600) if self.raw is None else self.raw


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line as a row of the table. Amounts are None where they are unknown or hidden."""

    planned: PlannedLine
    cells: Sequence[HoursCell]
    rate: str
    price: Money | None
    cost: Money | None
    basis: str
    late: bool
    acceptance: str
    """The criteria as typed, or as saved."""


def both_plans(sentence: str, typed: Sequence[Replanned], crafts: Crafts) -> BothPlans:
    """Return each field that two people filled differently, with the typed and the saved value."""
    found = []
    for one in typed:
        for key, (mine, now) in one.clashes.items():
            label = _("Line %(number)s, %(discipline)s") % {
                "number": one.row.line.number,
                "discipline": crafts.get(key, ""),
            }
            shown = _("line removed") if now is None else formats.hours(now)
            found.append(Difference(label, formats.hours(mine), shown))
        if one.words is not None:
            found.append(_both_words(one, *one.words))
    return BothPlans(sentence, found)


def _both_words(one: Replanned, typed: str, saved: str | None) -> Difference:
    label = _("Line %(number)s, accepted when") % {"number": one.row.line.number}
    current = _("line removed") if saved is None else saved or _("nothing")
    return Difference(label, typed or _("nothing"), current)


def line_rows(
    estimate: Estimate, crafts: Crafts, eyes: Eyes, typed: Sequence[Replanned] = (), *, today: date,
    raw: Mapping[str, str] = NOTHING,
) -> list[LineRow]:  # fmt: skip
    """Return the rows of the table. A line without hours has no input fields here, only on its own page.

    `typed` are typed hours that could not be saved, `raw` the unreadable ones by field name. They are shown in the
    fields.
    """
    saved = {one.row.pk: one for one in typed}
    rows = [_row(one, estimate, crafts, eyes, saved.get(one.row.pk)) for one in estimate.lines]
    return [_as_typed(row, raw, today) for row in rows]


def _as_typed(row: LineRow, raw: Mapping[str, str], today: date) -> LineRow:
    asked = row.planned.open_question
    cells = [replace(cell, raw=raw.get(f"h-{cell.key}")) for cell in row.cells]
    acceptance = raw.get(f"a-{row.planned.row.pk}", row.acceptance)
    return replace(row, cells=cells, late=asked is not None and asked.due_on < today, acceptance=acceptance)


def _row(one: PlannedLine, estimate: Estimate, crafts: Crafts, eyes: Eyes, typed: Replanned | None) -> LineRow:
    sums, terms = estimate.sums(one.row.pk), estimate.terms
    hours = one.hours if typed is None else typed.hours
    cells = [
        HoursCell(crafts.get(key, ""), f"{one.row.pk}-{key}", hours.get(key, 0), one.hours.get(key, 0))
        for key in {**one.hours, **hours}
    ]
    rates = {work.rate for work in one.works}
    rate = next(iter(rates)) if len(rates) == 1 and one.row.price is None else None
    priced = eyes.fee and not sums.unpriced and (one.works or one.row.price is not None)
    costed = eyes.margin and one.works and not sums.uncosted
    return LineRow(
        planned=one,
        cells=cells,
        rate=formats.number(rate) if eyes.fee and rate is not None else "",
        price=Money(sums.price, terms.currency) if priced else None,
        cost=Money(sums.cost, terms.cost_currency) if costed else None,
        basis=_basis(one),
        late=False,
        acceptance=one.as_fields().acceptance if typed is None else typed.acceptance,
    )


def _basis(one: PlannedLine) -> str:
    """Return the source of a line's hours."""
    if asked := one.open_question:
        return _("%(name)s, asked") % {"name": asked.person.name}
    if one.row.basis == ANSWER:
        return one.row.stated_by
    if one.row.basis == TEMPLATE:
        return _("template %(name)s") % {"name": one.row.stated_by}
    return _("our guess") if one.hours else ""
