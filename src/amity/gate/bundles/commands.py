"""Make one email of several items for the same people, and take it apart again."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.gate import moves, policy, queries, rules
from amity.gate.bundles import members
from amity.gate.bundles.queries import fits, people_of
from amity.gate.bundles.rules import Part, assembled, strictest, subject_of
from amity.gate.items import commands as items
from amity.gate.items.freezing import freeze, is_unchanged
from amity.gate.models import Item, ItemFile, Overruling, Recipient
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.text.texts import one_line

Read = Sequence[tuple[int, str]]


@command
def bundle(*, by: Actor, read: Read, now: datetime) -> Item:
    """Make one email of items, by the digests that were on the screen. The first one's author signs it.

    It has the strictest lane of its items, and is cleared with one digest.
    """
    digests = dict(read)
    if not 2 <= len(digests) <= rules.BUNDLE_MOST:
        raise Invalid(_("Choose 2 to %(most)s emails.") % {"most": rules.BUNDLE_MOST})
    locked = {pk: _to_bundle(by, pk, digests[pk], now) for pk in sorted(digests)}
    parts = [locked[pk] for pk in digests]
    if any(part.account_id != parts[0].account_id or people_of(part) != people_of(parts[0]) for part in parts):
        raise Refused(_("Only emails to the same people can be bundled."))
    made = _made(parts, now)
    for part in parts:
        moves.move(
            part, rules.BUNDLE_UP, rules.BUNDLED, by=by, now=now, words=made.subject, bundle=made, goes_at=None,
            clear_by=None,
        )  # fmt: skip
    trail.record("outgoing.bundled", subject=made, by=by, at=now, changes={"items": [part.pk for part in parts]})
    return items.into_lane(made, by, now)


@command
def take_apart(*, by: Actor, item_id: int, now: datetime, words: str = "") -> list[Item]:
    """End a bundle that hasn't left, and return its items. Each waits for its own decision."""
    item = queries.item_seen_by(by, item_id, lock=True)
    policy.may_bundle(person_of(by), item).or_refuse()
    if item.kind != rules.BUNDLE:
        raise Refused(_("This isn’t a bundle."))
    reason = one_line(words, rules.WORDS_MOST, "words")
    moves.move(item, rules.WITHDRAW, rules.WITHDRAWN, by=by, now=now, words=reason, goes_at=None, clear_by=None)
    trail.record("outgoing.taken_apart", subject=item, by=by, at=now, changes={"words": reason})
    return members.freed(item, by, now, reason)


def _to_bundle(by: Actor, item_id: int, digest: str, now: datetime) -> Item:
    item = queries.item_seen_by(by, item_id, lock=True)
    policy.may_bundle(person_of(by), item).or_refuse()
    moves.check(item, rules.BUNDLE_UP)
    if item.digest != digest or not is_unchanged(item):
        raise Refused(_("“%(what)s” changed since you read it. Nothing was bundled.") % {"what": item.subject})
    if not fits(item):
        raise Refused(_("“%(what)s” asks for an answer, so it must be sent alone.") % {"what": item.subject})
    return item


def _made(parts: Sequence[Item], now: datetime) -> Item:
    """Write the bundle with its recipients, files and answers, frozen under its digest."""
    first = parts[0]
    several = len({part.author_id for part in parts}) > 1
    texts = [Part(part.subject, part.body, part.author.name if several else "") for part in parts]
    body = assembled(texts)
    if len(body) > rules.BODY_MOST:
        raise Refused(_("These emails are too long for one. Send them one by one."))
    lane = strictest([part.lane for part in parts])
    times = [part.send_at for part in parts if part.send_at and part.send_at > now]
    known = {part.known_message for part in parts}
    made = Item(
        account=first.account, kind=rules.BUNDLE, author=first.author, subject=subject_of(texts), body=body, lane=lane,
        lane_because=next((part.lane_because for part in parts if part.lane == lane), ""),
        send_at=max(times, default=None), known_message=known.pop() if len(known) == 1 else "",
        created_at=min(part.created_at for part in parts), submitted_at=now, revision=1, changed_at=now,
    )  # fmt: skip
    made.save(force_insert=True)
    for one in first.recipients.all():
        Recipient.objects.create(item=made, contact=one.contact, way=one.way, salt=secrets.token_hex(16))
    for file_id in dict.fromkeys(one.file_id for part in parts for one in part.files.all()):
        ItemFile.objects.create(item=made, file_id=file_id)
    for part in parts:
        for answer in part.overrulings.all():
            given = {"chip": answer.chip, "words": answer.words, "person_id": answer.person_id, "at": answer.at}
            Overruling.objects.update_or_create(item=made, finding=answer.finding, defaults=given)
    freeze(made, now)
    made.names_price |= any(part.names_price or part.kind in rules.PRICED for part in parts)
    made.save()
    return made
