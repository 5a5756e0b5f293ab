"""The cost above which an account manager doesn't decide alone, in the currency of an account."""

from decimal import Decimal
from typing import Final

from django.utils import timezone

from amity.accounts.models import Account
from amity.agency.queries import agency, limit
from amity.agency.rates.queries import exchange_rates
from amity.agency.rules import in_currency, in_force
from amity.shared.money import Money, decimals

LIMIT: Final = "decision.limit"


def limit_of(account: Account) -> Money:
    """Return the limit in the account's currency, at today's exchange rate.

    Without a rate it is the same number of units of the account's currency: see `lacks_rate`.
    """
    own, currency = agency().currency, account.currency
    rate = _rate(currency)
    if currency == own or not rate:
        return Money(limit(LIMIT) * 10 ** decimals(currency), currency)
    minor = limit(LIMIT) * 10 ** decimals(own)
    return Money(in_currency(minor, own, currency, 1 / rate), currency)


def lacks_rate(account: Account) -> bool:
    """Return whether the limit can't be converted into the account's currency."""
    return account.currency != agency().currency and _rate(account.currency) is None


def _rate(currency: str) -> Decimal | None:
    """Return what one unit of a currency is worth today in the agency's, or None."""
    return in_force(exchange_rates().get(currency, []), timezone.localdate())
