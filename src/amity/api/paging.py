"""Cursor pages: the cursor is the signed key of the last row, so pages stay correct while rows are added or removed."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django.core.signing import BadSignature, Signer
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from amity.api.shapes import Asked
from amity.shared.errors import Invalid

T = TypeVar("T", bound=Model)
Q = TypeVar("Q", bound="QuerySet[Any, Any]")
_signer = Signer(salt="amity.api.cursor")


def page(rows: "QuerySet[T, Any]", asked: Asked, shown: Callable[[T], Mapping[str, Any]]) -> dict[str, Any]:
    """Return one page of rows in creation order, with the cursor of the next. Raises `Invalid` for a bad cursor.

    `rows` are already limited to what the caller can see. Rows are ordered by id, which never changes, so none is
    repeated or skipped when rows are added or edited between two pages.
    """
    if asked.cursor:
        rows = rows.filter(pk__gt=_key_of(asked.cursor))
    found = list(rows.order_by("pk")[: asked.limit + 1])
    more, found = len(found) > asked.limit, found[: asked.limit]
    return {"items": [shown(one) for one in found], "next": _cursor_of(found[-1].pk) if more else None}


def narrowed(rows: Q, asked: Asked, *names: str, **lookups: str) -> Q:
    """Return rows filtered by the sent parameters: `names` by the field of that name, `lookups` by the given lookup."""
    wanted = {name: name for name in names} | lookups
    sent = {lookup: getattr(asked, name) for name, lookup in wanted.items() if getattr(asked, name) is not None}
    return rows.filter(**sent)


def keys_of_page(rows: "QuerySet[T, Any]", asked: Asked) -> tuple[list[int], str | None]:
    """Return the keys of one page and the cursor of the next, for callers that load the rows themselves."""
    found = page(rows.only("pk"), asked, lambda one: {"id": one.pk})
    return [int(one["id"]) for one in found["items"]], found["next"]


def page_of_keys(keys: Iterable[int], asked: Asked) -> tuple[list[int], str | None]:
    """Return one page of keys, the smallest first, and the cursor of the next: for rows that no one table holds."""
    after = _key_of(asked.cursor) if asked.cursor else 0
    found = sorted(key for key in keys if key > after)[: asked.limit + 1]
    more, found = len(found) > asked.limit, found[: asked.limit]
    return found, _cursor_of(found[-1]) if more else None


def _cursor_of(key: int) -> str:
    return urlsafe_b64encode(_signer.sign(str(key)).encode()).decode().rstrip("=")


def _key_of(cursor: str) -> int:
    try:
        return int(_signer.unsign(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()))
    except (BadSignature, ValueError):
        raise Invalid(_("Send the `next` value of the previous page unchanged."), "cursor") from None
