"""Retention as a file: a row for each account, with those whose fees aren't known in both periods."""

from datetime import date

from django.utils.translation import gettext as _

from amity.growth.retention import page, queries
from amity.growth.retention.queries import AccountChange
from amity.shared.actor import Actor
from amity.ui.lists import exact
from amity.ui.lists.columns import harmless
from amity.ui.lists.tables import FileTable


def retention_file(by: Actor, today: date) -> FileTable:
    """Return net fees of each account now and a year before. Without the right to fees there are no rows."""
    seen = queries.retention_seen_by(by, today)
    period = before = ""
    if seen.window is not None:
        period = f"{seen.window.first}–{seen.window.last}"
        before = f"{seen.window.first_before}–{seen.window.last_before}"
    heads = [
        _("Account"), _("Period before"), _("Net fees before"), _("Period"), _("Net fees"), _("Currency"), _("Change"),
        _("Share of wallet, %"),
    ]  # fmt: skip
    rows = [*seen.accounts, *seen.unknown] if seen.sees_fee else []
    return FileTable(heads, [_cells(one, before, period, seen.currency) for one in rows])


def _cells(one: AccountChange, before: str, period: str, currency: str) -> list[str]:
    return [
        harmless(one.name), before, exact.amount(one.before, currency), period, exact.amount(one.now, currency),
        currency, str(page.CHANGES.get(one.kind, _("Unknown"))), exact.percent(one.wallet),
    ]  # fmt: skip
