"""Values of question 3: the fee model of a project, and the answers as entered."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from amity.agreements.fees import rules as fees
from amity.profitability.books.records import AgreementRecord
from amity.shared.money import Money, round_half_even
from amity.ui.number_parsing import NotANumber, parse_decimal

MODELS = (fees.FIXED, fees.TIME, fees.RETAINER, fees.PREPAID, fees.NON_BILLABLE)
"""The available answers, in the order of the chips."""

WITH_AMOUNT = (fees.FIXED, fees.TIME, fees.RETAINER, fees.PREPAID)
WITH_HOURS = (fees.FIXED, fees.RETAINER, fees.PREPAID)
HOUR = 3600
MOST = Decimal(10) ** 12
_UNITS = re.compile(r"\s*(h|hours?)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Payment:
    """The fee terms of a project. `amount` in minor units: fee, monthly fee, price of the block, or cap of paid time.

    `seconds`: planned in all (fixed), included a month (retainer) or bought (block). None: not known.
    """

    fee_model: str
    amount: int | None = None
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """The entered values of one row, unchanged, with errors by field."""

    fee_model: str = ""
    amount: str = ""
    hours: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Return whether the row has no answer."""
        return not (self.fee_model or self.amount or self.hours)


def typed_in(data: Mapping[str, str], project_id: int) -> Typed:
    """Return the entered values of one project in a posted grid."""
    model, amount, hours = (data.get(f"{name}-{project_id}", "").strip() for name in ("model", "amount", "hours"))
    return Typed(model, amount, hours)


def read(typed: Typed, currency: str, locale: str) -> tuple[Payment | None, Typed]:
    """Return the row's values, or None and the row with its errors.

    Values that the chosen fee model doesn't use are left out.
    """
    errors: dict[str, str] = {}
    if typed.fee_model not in MODELS:
        errors["model"] = _("Choose a fee model.")
        return None, Typed(typed.fee_model, typed.amount, typed.hours, errors)
    amount = seconds = None
    if typed.amount and typed.fee_model in WITH_AMOUNT:
        amount = _amount(typed.amount, currency, locale, errors)
    if typed.hours and typed.fee_model in WITH_HOURS:
        seconds = _seconds(typed.hours, locale, errors)
    if errors:
        return None, Typed(typed.fee_model, typed.amount, typed.hours, errors)
    return Payment(typed.fee_model, amount, seconds), typed


def payment_of(terms: AgreementRecord) -> Payment:
    """Return an agreement's payment terms as a `Payment`."""
    amount = terms.cap if terms.fee_model == fees.TIME else terms.fee
    seconds = terms.bought_seconds if terms.fee_model == fees.PREPAID else terms.included_seconds
    return Payment(
        terms.fee_model,
        amount if terms.fee_model in WITH_AMOUNT else None,
        seconds if terms.fee_model in WITH_HOURS else None,
    )


def _amount(text: str, currency: str, locale: str, errors: dict[str, str]) -> int | None:
    value = _decimal(text.upper().replace(currency, "").strip("€$£¥ "), locale)
    if value is None:
        errors["amount"] = _("Enter an amount instead of “%(text)s”.") % {"text": text}
    elif value < 0:
        errors["amount"] = _("Enter 0 or more.")
    elif value >= MOST:
        errors["amount"] = _("Enter a smaller amount.")
    else:
        return round_half_even(value, currency)
    return None


def _seconds(text: str, locale: str, errors: dict[str, str]) -> int | None:
    value = _decimal(_UNITS.sub("", text), locale)
    if value is None:
        errors["hours"] = _("Enter a number of hours instead of “%(text)s”.") % {"text": text}
    elif not 0 < value <= 1_000_000:
        errors["hours"] = _("Enter more than 0 hours, up to 1,000,000.")
    else:
        return round(value * HOUR)
    return None


def _decimal(text: str, locale: str) -> Decimal | None:
    try:
        return parse_decimal(text, locale)
    except NotANumber:
        return None


def major(minor: int, currency: str) -> Decimal:
    """Return minor units as major ones."""
    return Money(minor, currency).major
