"""Leave out of a query what its page has read already, and read at once what several of its queries need."""

from collections.abc import Iterable
from typing import Any, Final, TypeVar

from django.db.models import Model, Prefetch, QuerySet

from amity.shared.caches.reading import read_once

_EXPECTED: Final = "accounts whose rows a page reads along"
RowOf = TypeVar("RowOf", bound=Model)


def without_account(rows: "QuerySet[RowOf, Any]") -> "QuerySet[RowOf, Any]":
    """Return rows that don't read along their account, its people and its covers, nor those of what they name.

    For a page that has read the account: `share_account` gives it to the rows.
    """
    rows = rows.prefetch_related(None)
    along = rows.query.select_related
    if isinstance(along, dict):
        rows.query.select_related = {
            name: {own: more for own, more in named.items() if own != "account"}
            for name, named in along.items()
            if name != "account"
        }
    return rows


def share_account(row: Any, account: Any) -> None:
    """Give a row the account that its page has read, and its project too if that was read along and is of the same."""
    row.account = account
    project = row._state.fields_cache.get("project")
    if project is not None and project.account_id == account.pk:
        project.account = account


def account_column(rows: QuerySet[Any, Any]) -> str:
    """Return the column of the account along with which a query reads rows `of_accounts`, "" where it reads none."""
    for one in rows._prefetch_related_lookups:  # type: ignore[attr-defined] # Django has no other way to ask
        if isinstance(one, Prefetch) and getattr(one.queryset, "of_accounts", False):
            account = one.prefetch_through.rpartition("__")[0]
            return f"{account}_id" if account else "pk"
    return ""


def expect_accounts(ids: Iterable[int]) -> None:
    """Let the page know of accounts whose rows several queries read along, so that the first reads those of all."""
    expected_accounts().update(ids)


def expected_accounts() -> set[int]:
    """Return the accounts that this page expects."""
    return read_once(_EXPECTED, set)
