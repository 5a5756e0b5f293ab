"""Reads of the trail."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from amity.audit import policy, standing
from amity.audit.models import Payload, Record
from amity.shared.actor import Actor
from amity.shared.permission import MoneyRight

PAGE = 100


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One act as the page shows it; `details` without the amounts the reader has no right to."""

    id: int
    at: datetime
    action: str
    subject: str
    who: str
    through: str
    details: list[tuple[str, str]]


def trail_seen_by(actor: Actor, *, before: int = 0, subject: str = "", action: str = "") -> list[TrailLine]:
    """The newest acts, `PAGE` at a time, before an id; amounts only for who sees cost. Raises `Refused`."""
    policy.may_read_trail(actor).or_refuse()
    with_money = standing.of(actor).money_right >= MoneyRight.COST
    found = Record.objects.order_by("-id")
    if before:
        found = found.filter(pk__lt=before)
    if action:
        found = found.filter(action__startswith=action)
    kind, _colon, number = subject.partition(":")
    if kind:
        found = found.filter(subject_kind=kind)
    if number.isdecimal():
        found = found.filter(subject_id=int(number))
    records = list(found[:PAGE])
    payloads = {one.record_id: one for one in Payload.objects.filter(record_id__in=[one.pk for one in records])}
    return [_line(one, payloads.get(one.pk), with_money=with_money) for one in records]


def _line(record: Record, payload: Payload | None, *, with_money: bool) -> TrailLine:
    return TrailLine(
        id=record.pk,
        at=record.at,
        action=record.action,
        subject=f"{record.subject_kind}:{record.subject_id}",
        who=record.actor_label,
        through=record.through,
        details=_details(payload, with_money=with_money) if payload else [],
    )


def _details(payload: Payload, *, with_money: bool) -> list[tuple[str, str]]:
    hidden = set() if with_money else set(payload.money_fields)
    body = payload.body if isinstance(payload.body, dict) else {"": payload.body}
    return [(name, _("hidden") if name in hidden else _written(value, hidden)) for name, value in body.items()]


def _written(value: Any, hidden: set[str]) -> str:
    if isinstance(value, dict):
        inside = (f"{name} {_('hidden') if name in hidden else _written(one, hidden)}" for name, one in value.items())
        return ", ".join(inside)
    if isinstance(value, list):
        return ", ".join(_written(one, hidden) for one in value)
    return "–" if value is None else str(value)
