"""Write an item about something, with the documents that its part makes, and write it again once that has changed."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.gate import moves, policy, queries, rules
from amity.gate.answering.registry import names_price
from amity.gate.items.commands import FILES, attach_file, write_item
from amity.gate.items.fields import About, ItemFields
from amity.gate.items.rules import plain
from amity.gate.models import Item, ItemFile
from amity.gate.subjects.registry import Prepared, newest, prepared
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Refused


def write_about(
    *, by: Actor, key: str, subject_id: int, now: datetime, fields: ItemFields | None = None, version: str = "",
    file_id: int | None = None,
) -> Item:  # fmt: skip
    """Start a draft about a subject, with its documents. Without fields it has the words that the part writes.

    `version` is the one that the author saw. The checks compare it with the current one.
    """
    given = prepared(by, key, subject_id)
    policy.may_write(person_of(by), given.account).or_refuse()
    with _stored(given, by, now) as own:
        return _write(by, given, fields or _words_of(given), version, own, file_id, now)


@command
def _write(
    by: Actor, given: Prepared, fields: ItemFields, version: str, own: Sequence[int], file_id: int | None, now: datetime
) -> Item:  # fmt: skip
    about = About(given.key, given.id, version or given.version)
    item = write_item(by=by, account_id=given.account.pk, fields=fields, kind=given.kind, about=about, now=now)
    _attach(item, own, by, now)
    if file_id is not None:
        attach_file(by=by, item_id=item.pk, file_id=file_id, now=now)
    return item


def write_again(*, by: Actor, item_id: int, now: datetime) -> Item:
    """Replace words and documents of a draft by what the part writes now, about a newer version if there is one.

    Recipients stay.
    """
    item = queries.item_seen_by(by, item_id)
    policy.may_edit(person_of(by), item).or_refuse()
    if item.subject_id is None:
        raise Refused(_("This email isn’t about anything that Amity can write again."))
    given = prepared(by, item.subject_kind, newest(item.subject_kind, item.subject_id))
    with _stored(given, by, now) as own:
        return _rewrite(by, item_id, given, own, now)


@command
def _rewrite(by: Actor, item_id: int, given: Prepared, own: Sequence[int], now: datetime) -> Item:
    item = queries.item_seen_by(by, item_id, lock=True)
    moves.check(item, rules.SUBMIT)
    item.subject, item.body, item.subject_version = given.subject, plain(given.body), given.version
    item.subject_id, item.kind, item.changed_at = given.id, given.kind, now
    item.names_price = names_price(item)
    item.save()
    ItemFile.objects.filter(item=item, is_of_subject=True).delete()
    _attach(item, own, by, now)
    trail.record("outgoing.written_again", subject=item, by=by, at=now)
    return queries.item_seen_by(by, item_id)


def _words_of(given: Prepared) -> ItemFields:
    return ItemFields(subject=given.subject, body=given.body, to_ids=tuple(given.contact_ids))


def _attach(item: Item, file_ids: Sequence[int], by: Actor, now: datetime) -> None:
    for file_id in file_ids:
        attached = attach_file(by=by, item_id=item.pk, file_id=file_id, now=now)
        attached.is_of_subject = True
        attached.save(update_fields=["is_of_subject"])


@contextmanager
def _stored(given: Prepared, by: Actor, now: datetime) -> Iterator[Sequence[int]]:
    """Store the documents of a subject before a transaction begins. Those that aren't attached in it are discarded."""
    kept: list[int] = []
    try:
        for one in given.files:
            kept.append(FILES.store(by=by, name=one.name, chunks=one.chunks(), now=now).pk)
        yield kept
    finally:
        FILES.discard(kept)
