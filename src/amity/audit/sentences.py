"""Turn records into sentences: who did what to which object, with the values before and after."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from amity.audit import words
from amity.audit.models import Payload, Record
from amity.audit.words import Field, Named
from amity.shared.actor import Actor
from amity.shared.money import Money
from amity.shared.refs import Ref
from amity.ui import formats

DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
MONEY: Final = {"minor", "currency"}
"""The keys of an amount of money in a payload."""
Names = Mapping[str, Mapping[int, Named]]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a sentence: text, or a name with a link."""

    text: str
    address: str = ""
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A changed field. `before` is None without an earlier value. `hidden`: an amount the reader can't see."""

    label: str
    after: str
    before: str | None = None
    hidden: bool = False


def names_for(actor: Actor, records: Iterable[Record], payloads: Iterable[Payload]) -> Names:
    """Return the names of all objects in these records, with a URL if the reader can open it."""
    wanted = {Ref(words.current_kind(record.subject_kind), record.subject_id) for record in records}
    for payload in payloads:
        for name, value in _every_field(payload.body):
            kind = words.fields[name].kind if name in words.fields else ""
            if kind and isinstance(value, int):
                wanted.add(Ref(kind, value))
    return {kind: _with_pages(actor, words.kinds[kind], names) for kind, names in words.names_of(wanted).items()}


def _with_pages(actor: Actor, kind: words.Kind, names: Mapping[int, Named]) -> Mapping[int, Named]:
    return names if kind.may_open(actor) else {number: Named(one.name) for number, one in names.items()}


def named(names: Names, kind: str, number: int) -> Named:
    """Return an object's name, or its kind and number once it is deleted."""
    known = names.get(kind, {}).get(number)
    if known is not None:
        return known
    label = str(words.kinds[kind].label) if kind in words.kinds else _("something")
    return Named(f"{label} {number}")


def sentence(record: Record, names: Names, body: Any = None) -> list[Piece]:
    """Return the action as a sentence, in pieces. `body` is that of its payload, None once it was erased."""
    subject = named(names, words.current_kind(record.subject_kind), record.subject_id)
    filled = {
        "%(who)s": Piece(record.actor_label or _("Someone"), is_name=True),
        "%(what)s": Piece(subject.name, subject.address, is_name=True),
    }
    pattern = words.sentences.get(record.action, _("%(who)s changed %(what)s"))
    longer = words.specified.get(record.action)
    if longer and isinstance(body, dict) and (which := longer.name(body)):
        pattern, filled["%(which)s"] = longer.pattern, Piece(which)
    return [filled.get(text) or Piece(text) for text in words.pieces(pattern)]


def has_changes(body: Any) -> bool:
    """Return whether `changes` finds any in the body of a payload."""
    compared, rest = _parts(body)
    return bool(compared or rest or _is_value(body))


def changes(payload: Payload, names: Names, *, with_money: bool) -> list[Change]:
    """Return the changes of an action. Amounts are hidden from those who have no right to them."""
    hidden = set() if with_money else set(payload.money_fields)
    body = payload.body if isinstance(payload.body, dict) else {"": payload.body}
    compared, rest = _parts(payload.body)
    found = [_change(name, body["after"][name], names, hidden, before=body["before"].get(name)) for name in compared]
    if _is_value(body):
        found.append(Change(_("Value"), _written("", body["after"], names), _written("", body.get("before"), names)))
    return found + [_change(name, body[name], names, hidden) for name in rest]


def _parts(body: Any) -> tuple[list[str], list[str]]:
    """Return the fields of which a body has the values before and after and they differ, and those with one value."""
    body = body if isinstance(body, dict) else {"": body}
    before, after = body.get("before"), body.get("after")
    pair = isinstance(before, dict) and isinstance(after, dict)
    compared = [name for name in after if before.get(name) != after[name]] if pair else []
    rest = [name for name in body if name not in ("before", "after") and body[name] not in (None, "", [])]
    return compared, rest


def _is_value(body: Any) -> bool:
    """Return whether a body has a single value after the action, which has no name."""
    if not isinstance(body, dict) or "after" not in body:
        return False
    return not (isinstance(body.get("before"), dict) and isinstance(body["after"], dict))


_ABSENT: Final = object()


def _change(name: str, after: Any, names: Names, hidden: set[str], before: Any = _ABSENT) -> Change:
    label = _label(name)
    if name in hidden:
        return Change(label, "", hidden=True)
    was = None if before is _ABSENT else _written(name, _without(before, hidden), names)
    return Change(label, _written(name, _without(after, hidden), names), was)


def _without(value: Any, hidden: set[str]) -> Any:
    """Return a value without the hidden fields, at any depth."""
    if isinstance(value, dict):
        return {key: _without(one, hidden) for key, one in value.items() if key not in hidden}
    return [_without(one, hidden) for one in value] if isinstance(value, list) else value


def _written(name: str, value: Any, names: Names) -> str:
    """Return a value as text for a reader."""
    field = words.fields.get(name, Field(""))
    if value is None or value in ("", [], {}):
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(_written(name, one, names) for one in value)
    if isinstance(value, dict) and value.keys() == MONEY:
        return formats.money(Money(value["minor"], value["currency"]))
    if isinstance(value, dict):
        return ", ".join(f"{_label(key)} {_written(key, one, names)}" for key, one in value.items())
    if field.kind and isinstance(value, int):
        return named(names, field.kind, value).name
    if isinstance(value, int):
        return _figure(value, field.unit)
    return _text(str(value))


def _figure(value: int, unit: str) -> str:
    if unit == "seconds":
        return formats.hours(value, "exact")
    if unit == "month":
        return formats.month(value)
    return formats.number(value)


def _text(value: str) -> str:
    if DAY.fullmatch(value):
        return formats.full_day(date.fromisoformat(value))
    if DAY.match(value) and "T" in value:
        return formats.full_day(datetime.fromisoformat(value).date())
    return value.replace("_", " ") if value.isidentifier() and value.islower() else value


def _label(name: str) -> str:
    return str(words.fields[name].label) if name in words.fields else name.replace("_", " ")


def _every_field(body: Any) -> Iterable[tuple[str, Any]]:
    """Yield every named value of a payload, at any depth."""
    if isinstance(body, dict):
        for name, value in body.items():
            yield name, value
            yield from _every_field(value)
    elif isinstance(body, list):
        for one in body:
            yield from _every_field(one)
