"""Covers read along with accounts."""

from collections.abc import Collection
from typing import Any, Final

from django.db.models import Prefetch, QuerySet
from django.db.models.fields.related_lookups import RelatedIn

from amity.accounts.models import Cover
from amity.shared.caches.reading import is_still, once_a_page
from amity.shared.rows.along import expected_accounts
from amity.shared.rows.prepared import Prepared, many


class _OnceAPage(QuerySet[Cover]):
    """The covers of accounts, each account's read once for a page: kinds of what waits name the same accounts."""

    of_accounts = True

    def _fetch_all(self) -> None:
        if self._result_cache is None and is_still() and (ids := self._account_ids()):
            self._result_cache = covers_of_each(ids)
        super()._fetch_all()

    def _account_ids(self) -> frozenset[int]:
        """Return the accounts to which Django adds their covers, none if these rows are asked for otherwise."""
        conditions: list[Any] = list(self.query.where.children)
        one = conditions[0] if len(conditions) == 1 else None
        return frozenset(one.rhs) if isinstance(one, RelatedIn) and isinstance(one.rhs, list) else frozenset()


def covers_of_each(account_ids: Collection[int]) -> list[Cover]:
    """Return the covers of accounts with their stand-ins, each account's read once for a page.

    The first query of a page reads those of all accounts that it expects.
    """
    ids = frozenset(account_ids)
    known: dict[int, list[Cover]] = once_a_page("covers of accounts", dict)
    if not ids <= known.keys():
        found: dict[int, list[Cover]] = {key: [] for key in (ids | expected_accounts()) - known.keys()}
        for cover in OF_ACCOUNTS.rows({"account_id": found}):
            found[cover.account_id].append(cover)
        known.update(found)
    return [cover for key in ids for cover in known[key]]


def _covers(rows: QuerySet[Cover]) -> QuerySet[Cover]:
    return rows.select_related("stand_in").order_by("starts_on", "pk")


OF_ACCOUNTS: Final = Prepared(lambda: _covers(Cover.objects.filter(many("account_id"))))


def covers_along(account: str = "") -> Prefetch[str, QuerySet[Cover], str]:
    """Return a prefetch of the covers of accounts, or of the account in the rows' column `account`."""
    return Prefetch(f"{account}__covers" if account else "covers", _covers(_OnceAPage(Cover)))
