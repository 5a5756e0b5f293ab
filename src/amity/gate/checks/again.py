"""Check: the same thing went to the client today already. It can go again, once its sender has seen that."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.gate import queries, rules
from amity.gate.checks import registry
from amity.gate.checks.registry import Check, Finding, Letter, Run
from amity.gate.checks.replies import left_before, midnight
from amity.gate.checks.rules import WARN
from amity.gate.models import Item, Recipient
from amity.gate.subjects.registry import Recorded, recorded_since, sender_of
from amity.ui import formats

LEFT: Final = (rules.RELEASED, rules.SENT)
Series = tuple[str, int]
"""A kind of subject, and what several subjects of it share: the notes on a retainer are one series."""


def register() -> None:
    """Register the check."""
    registry.register(Check("again", 13, lazy("Not sent today yet"), _prepare, can_block=False))


def _prepare(letters: Sequence[Letter]) -> Run:
    about = [one for one in letters if one.about.id is not None and sender_of(one.about.kind)]
    if not about:
        return partial(_run, {}, {})
    recorded = recorded_since({(one.about.kind, one.about.id) for one in about}, midnight())
    return partial(_run, _sent(letters), recorded)


def _sent(letters: Sequence[Letter]) -> Mapping[Series, Sequence[Recipient]]:
    """Return to whom an email of each series left today, the newest first."""
    found: dict[Series, list[Recipient]] = {}
    today = midnight()
    for row in left_before(letters):
        item = row.item
        is_of_today = item.released_at is not None and item.released_at >= today
        if is_of_today and row.way == rules.TO and item.state in LEFT and item.subject_id is not None:
            found.setdefault(_series(item.subject_kind, item.subject_id), []).append(row)
    return found


def _series(kind: str, subject_id: int | None) -> Series:
    sender = sender_of(kind)
    return kind, sender.series(subject_id) if sender and subject_id is not None else 0


def _run(
    sent: Mapping[Series, Sequence[Recipient]], recorded: Mapping[tuple[str, int], Recorded], letter: Letter
) -> Iterator[Finding]:  # fmt: skip
    kind, subject_id = letter.about.kind, letter.about.id
    if subject_id is None:
        return
    rows = [row for row in sent.get(_series(kind, subject_id), ()) if row.item_id != letter.item_id]
    if rows:
        item = rows[0].item
        names = ", ".join(row.name or row.contact.name for row in rows if row.item_id == item.pk)
        found = _again(f"item-{item.pk}", names, item.released_at or item.changed_at, _page_of(item))
        yield replace(found, opens=lambda by: queries.items_seen_by(by).filter(pk=item.pk).exists())
    elif (kind, subject_id) in recorded:
        one = recorded[kind, subject_id]
        yield _again(f"{kind}-{subject_id}", one.who, one.at, one.address)


def _page_of(item: Item) -> str:
    return reverse("gate:item", args=[item.pk])


def _again(key: str, who: str, at: datetime, address: str) -> Finding:
    names = {"who": who, "when": formats.day(timezone.localtime(at), timezone.localdate(), in_sentence=True)}
    return Finding(
        key=f"again:{key}", level=WARN, title=_("Sent to %(who)s %(when)s. Send another one?") % names,
        address=address, address_label=_("Show what was sent"), chips=(rules.AGAIN,), is_question=True,
    )  # fmt: skip
