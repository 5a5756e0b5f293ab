"""Covers read along with accounts."""

from collections import defaultdict
from typing import Any, Final

from django.db.models import Prefetch, QuerySet
from django.db.models.fields.related_lookups import RelatedIn

from amity.accounts.models import Cover
from amity.shared.caches.reading import is_still, read_once

_EVERY: Final = 0
"""Stands among the ids of accounts once the covers of all are known."""


class _OnceAPage(QuerySet[Cover]):
    """The covers of accounts, each account's read once for a page: kinds of what waits name the same accounts."""

    def _fetch_all(self) -> None:
        if self._result_cache is None and is_still() and (ids := self._account_ids()):
            self._result_cache = _known(ids)
        super()._fetch_all()

    def _account_ids(self) -> frozenset[int]:
        """Return the accounts to which Django adds their covers, none if these rows are asked for otherwise."""
        conditions: list[Any] = list(self.query.where.children)
        one = conditions[0] if len(conditions) == 1 else None
        return frozenset(one.rhs) if isinstance(one, RelatedIn) and isinstance(one.rhs, list) else frozenset()


def _known(ids: frozenset[int]) -> list[Cover]:
    """Return the covers of accounts. A page that needs those of further accounts reads all: it asks twice at most."""
    known: dict[int, list[Cover]] = read_once("covers of accounts", dict)
    missing = ids - known.keys()
    if missing and _EVERY not in known:
        every = bool(known)
        rows = Cover.objects.exclude(account__in=list(known)) if every else Cover.objects.filter(account__in=missing)
        found: defaultdict[int, list[Cover]] = defaultdict(
            list, {_EVERY: []} if every else {key: [] for key in missing}
        )
        for cover in _covers(rows):
            found[cover.account_id].append(cover)
        known.update(found)
    return [cover for key in ids for cover in known.get(key, ())]


def _covers(rows: QuerySet[Cover]) -> QuerySet[Cover]:
    return rows.select_related("stand_in").order_by("starts_on", "pk")


def covers_along(account: str = "") -> Prefetch[str, QuerySet[Cover], str]:
    """Return a prefetch of the covers of accounts, or of the account in the rows' column `account`."""
    return Prefetch(f"{account}__covers" if account else "covers", _covers(_OnceAPage(Cover)))
