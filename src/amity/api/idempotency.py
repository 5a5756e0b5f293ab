"""Idempotency keys: the first request stores its row before it runs, and a repeated one gets the same response."""

import hashlib
import re
from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from amity.api.models import RememberedAnswer
from amity.api.problems import KeyTaken
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused

HEADER = "Idempotency-Key"
KEY = re.compile(r"[\x21-\x7e]{1,200}")
KEPT = timedelta(days=1)
"""How long a response is stored. Afterwards its key is new, whether or not the row was deleted yet."""


_rights_changed: list[Callable[[int, datetime], bool]] = []


def rights_changes_come_from(function: Callable[[int, datetime], bool]) -> None:
    """Register the check whether a token owner's rights may have changed since a time, for the part that
    knows people.
    """
    _rights_changed[:] = [function]


def fingerprint_of(request: HttpRequest) -> str:
    """Return what makes two requests the same: method, URL with its parameters, and body or files."""
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if request.content_type != "multipart/form-data":
        digest.update(request.body)
        return digest.hexdigest()
    for name in sorted(request.FILES):
        for file in request.FILES.getlist(name):
            digest.update(f"{name} {file.name}\n".encode())
            for chunk in file.chunks():
                digest.update(chunk)
            file.seek(0)
    return digest.hexdigest()


def once(*, token_id: int, key: str, fingerprint: str, now: datetime, act: Callable[[], HttpResponse]) -> HttpResponse:
    """Run `act` the first time a token sends this key. Later return the same response, with `Idempotency-Replayed`.

    All or nothing: when `act` refuses, nothing is stored and the key is free. Of two at the same moment, one waits for
    the other at the unique row. Raises `KeyTaken` when the key came with another request, `Invalid` for no key.
    """
    if not KEY.fullmatch(key):
        raise Invalid(_("A key must be 1 to 200 printable characters without spaces."), HEADER)
    with transaction.atomic() if connection.in_atomic_block else nullcontext():
        return _remembered(token_id, key, fingerprint, now, act)


@command
def _remembered(
    token_id: int, key: str, fingerprint: str, now: datetime, act: Callable[[], HttpResponse]
) -> HttpResponse:
    if not _first(token_id, key, fingerprint, now):
        remembered = RememberedAnswer.objects.select_for_update().get(token_id=token_id, key=key)
        if remembered.at > now - KEPT:
            return _again(remembered, fingerprint)
        remembered.fingerprint, remembered.at = fingerprint, now
        remembered.save(update_fields=["fingerprint", "at"])
    answer = act()
    RememberedAnswer.objects.filter(token_id=token_id, key=key).update(
        status=answer.status_code, body=answer.content.decode()
    )
    return answer


def _again(remembered: RememberedAnswer, fingerprint: str) -> HttpResponse:
    """Return the stored response. Raise `KeyTaken` if the request differs from the first one.

    Raise `Refused` if rights have changed since, as the response may contain what they no longer allow.
    """
    if remembered.fingerprint != fingerprint:
        raise KeyTaken
    if _rights_changed and _rights_changed[0](remembered.token_id, remembered.at):
        raise Refused(_("This request was carried out before. Rights have changed since, so read the result again."))
    answer = HttpResponse(remembered.body, status=remembered.status, content_type="application/json")
    answer["Idempotency-Replayed"] = "true"
    return answer


def forget(now: datetime) -> int:
    """Delete stored responses that are too old to be repeated. Return how many."""
    return RememberedAnswer.objects.filter(at__lte=now - KEPT).delete()[0]


def _first(token_id: int, key: str, fingerprint: str, now: datetime) -> bool:
    """Write the row unless it exists. Raw, since Django would need a savepoint for it."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(name) for name in ("token_id", "key", "fingerprint", "status", "body", "at"))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {quote(RememberedAnswer._meta.db_table)} ({columns}) "  # noqa: S608 - our own table
            "VALUES (%s, %s, %s, 0, '', %s) ON CONFLICT DO NOTHING",
            [token_id, key, fingerprint, connection.ops.adapt_datetimefield_value(now)],
        )
        return bool(cursor.rowcount == 1)
