"""URLs of the pages that explain a figure."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse

from amity.profitability.figures.rules import Figure
from amity.profitability.statements.rows import Row

PAGES: Final[Mapping[str, str]] = {
    "portfolio": "money:why_portfolio",
    "account": "money:why_account",
    "project": "money:why_project",
}
"""The page that explains the figures of a row, by its kind."""


def why_url(name: str, row: Row, period: str = "") -> str:
    """Return the page that explains a row's figure in a period, "" where it is unknown or hidden, or there is none."""
    figure: Figure | None = getattr(row, name)
    if figure is None or figure.value is None or row.kind not in PAGES:
        return ""
    return within(reverse(PAGES[row.kind], args=[*([row.id] if row.id else []), name]), period)


def account_why(account_id: int, name: str, period: str) -> str:
    """Return the page that explains a figure of an account in a period."""
    return within(reverse(PAGES["account"], args=[account_id, name]), period)


def within(url: str, period: str) -> str:
    """Return a page in a chosen period, or as it opens."""
    return f"{url}?{urlencode({'period': period})}" if period else url
