"""The grid of question 3: rows as the page draws them, and a posted grid saved row by row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from amity.agreements.fees import rules as fees
from amity.people.queries import person_of
from amity.reports.payment import commands, queries, wording
from amity.reports.payment.fields import WITH_AMOUNT, WITH_HOURS, Typed, major, read, typed_in
from amity.reports.payment.queries import Row
from amity.shared.actor import Actor
from amity.shared.errors import Refusal
from amity.shared.permission import MoneyRight
from amity.ui import formats
from amity.ui.reader_format import ways

SHOWN = 25
"""Rows before "show the other n". They have most of the time."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One of the available answers."""

    value: str
    label: str
    chosen: bool
    guess: bool


@dataclass(frozen=True, slots=True)
class Cells:
    """One row of the page: typed or recorded values, guesses, and errors."""

    row: Row
    chips: tuple[Chip, ...]
    amount: str
    amount_unit: str
    amount_open: bool
    hours: str
    hours_unit: str
    hours_open: bool
    why: str
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def without_amount(self) -> bool:
        """Return whether the chosen fee model has no amount."""
        return any(chip.chosen and chip.value not in WITH_AMOUNT for chip in self.chips)

    @property
    def without_hours(self) -> bool:
        """Return whether the chosen fee model includes no hours."""
        return any(chip.chosen and chip.value not in WITH_HOURS for chip in self.chips)

    @property
    def pk(self) -> int:
        """The project's id, which the fields are named with."""
        return self.row.project.pk


@dataclass(frozen=True, slots=True)
class Words:
    """Labels of the answers, and the units of their amounts and hours, by fee model in the reader's language."""

    models: Mapping[str, str]
    amounts: Mapping[str, str]
    hours: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Saved:
    """The result of saving: the number of changed rows, and the invalid rows as they were entered."""

    changed: int
    wrong: Mapping[int, Typed]


def cells(by: Actor, rows: Iterable[Row], typed: Mapping[int, Typed]) -> list[Cells]:
    """Return rows as the page draws them. A row with errors shows the entered text."""
    sees_fees = person_of(by).money_right >= MoneyRight.FEE
    words = Words(wording.model_labels(), wording.amount_units(), wording.hours_units())
    return [_cells(row, typed.get(row.project.pk), words, sees_fees) for row in rows]


def save(by: Actor, data: Mapping[str, str], now: datetime, *, only: int | None = None) -> Saved:
    """Save each changed row on its own: an invalid row does not stop the others."""
    changed, wrong = 0, dict[int, Typed]()
    for row in queries.rows(by, only=only):
        typed = typed_in(data, row.project.pk)
        if typed.empty:
            continue
        answer, checked = read(typed, row.currency, ways().locale)
        if answer is None:
            wrong[row.project.pk] = checked
            continue
        if answer == row.recorded:
            continue
        try:
            changed += commands.answer_payment(by=by, project_id=row.project.pk, answer=answer, now=now)
        except Refusal as refusal:
            wrong[row.project.pk] = Typed(typed.fee_model, typed.amount, typed.hours, {"model": refusal.sentence})
    return Saved(changed, wrong)


def _cells(row: Row, typed: Typed | None, words: Words, sees_fees: bool) -> Cells:
    recorded = row.recorded
    model = typed.fee_model if typed else (recorded.fee_model if recorded else "")
    leaning = model or row.guess.fee_model
    amount = hours = ""
    if typed:
        amount, hours = typed.amount, typed.hours
    elif recorded:
        amount = _figure(recorded.amount, row.currency)
        hours = formats.number(Decimal(recorded.seconds) / 3600) if recorded.seconds else ""
    chips = tuple(
        Chip(value, label, value == model, not model and value == row.guess.fee_model)
        for value, label in words.models.items()
    )
    return Cells(
        row,
        chips,
        amount,
        words.amounts.get(leaning, ""),
        leaning in WITH_AMOUNT and leaning != fees.TIME and not amount,
        hours,
        words.hours.get(leaning, ""),
        leaning in WITH_HOURS and not hours,
        "" if recorded else wording.why(row.guess, row.currency, sees_fees=sees_fees),
        typed.errors if typed else {},
    )


def _figure(minor: int | None, currency: str) -> str:
    if minor is None:
        return ""
    value = major(minor, currency)
    return formats.number(value, 0 if value == value.to_integral_value() else 2, 3)
