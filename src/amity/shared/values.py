"""Values with limits: a command's input, from which its form and its REST body are made.

A value is a frozen dataclass whose fields state their limits once: `name: Annotated[str, Text(200, needed=True)]`. A
field may be a value with limits itself, as evidence is: its fields appear next to the others in forms, bodies and rows.
`ui/value_forms.py` makes a form from it, `api/shapes.py` a body and a response. The command calls `tidied`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Final, TypeVar, Union, get_args, get_origin, get_type_hints

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.shared.errors import Invalid
from amity.shared.text.texts import currency_code, one_line, within

Value = TypeVar("Value")
LARGEST: Final = 2**31 - 1
LARGEST_SAFE: Final = 2**53
"""The largest number that every JSON reader reads exactly: for minor units of money and for seconds."""

NEEDED: Final[Mapping[str, str | Promise]] = {
    "title": lazy("Enter a title."), "name": lazy("Enter a name."), "question": lazy("Enter a question."),
    "reason": lazy("Enter the reason."), "why": lazy("Enter the reason."), "role": lazy("Enter a role."),
    "next_step": lazy("Enter the next step."), "lesson": lazy("Enter what you learned."),
    "holder": lazy("Enter who holds the right."), "territory": lazy("Enter a territory."),
    "media": lazy("Enter the media."), "currency": lazy("Choose a currency."),
}  # fmt: skip
"""What is asked for at a blank text without an instruction of its own, by its name."""


@dataclass(frozen=True, slots=True)
class Text:
    """Text with at most `most` characters, on one line unless `lines`.

    `needed` if it can't be blank, or the sentence that asks for it.
    """

    most: int
    needed: bool | str | Promise = False
    lines: bool = False


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of some codes, and blank only if not `needed`."""

    codes: Collection[Any]
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within bounds."""

    least: int = 0
    most: int = LARGEST


@dataclass(frozen=True, slots=True)
class Hours:
    """Seconds, entered as hours."""

    most: int = LARGEST_SAFE


@dataclass(frozen=True, slots=True)
class Decimals:
    """A figure of 0 or more, with this many digits, of which `places` after the point."""

    digits: int = 12
    places: int = 2


@dataclass(frozen=True, slots=True)
class Figure:
    """A positive or negative figure: this many digits before the point and `places` after it. Text in JSON."""

    places: int = 2
    digits: int = 12


@dataclass(frozen=True, slots=True)
class Minor:
    """An amount of 0 or more in minor units of a currency, entered in major ones."""

    most: int = LARGEST_SAFE


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency by its three-letter code. A form offers them."""


Limit = Text | OneOf | Whole | Hours | Decimals | Figure | Minor | Currency


@dataclass(frozen=True, slots=True)
class Stated:
    """A value's field: its type, whether it can be None, its limit, and its default or `MISSING`."""

    kind: Any
    optional: bool
    limit: Limit | None
    default: Any


_READ: dict[type[Any], tuple[Mapping[str, Stated], Mapping[str, type[Any]]]] = {}


def stated(value: type[Any]) -> Mapping[str, Stated]:
    """Return the fields of a value class in order. The fields of a value within it take its place."""
    return _read(value)[0]


def parts(value: type[Any]) -> Mapping[str, type[Any]]:
    """Return the fields of a value class that are values with limits themselves, with their classes."""
    return _read(value)[1]


def limits(value: type[Any]) -> dict[str, Limit]:
    """Return the limits of a value class, by field, in order."""
    return {name: field.limit for name, field in stated(value).items() if field.limit is not None}


def _read(value: Any) -> tuple[Mapping[str, Stated], Mapping[str, type[Any]]]:
    """Read a value class once, since commands on many rows need it again and again."""
    if value not in _READ:
        hints, marked = get_type_hints(value), get_type_hints(value, include_extras=True)
        inner = {name: kind for name, kind in hints.items() if isinstance(kind, type) and _has_limits(kind)}
        found: dict[str, Stated] = {}
        for field in fields(value):
            own = {field.name: Stated(*kind_of(hints[field.name]), _limit(marked[field.name]), field.default)}
            found |= stated(inner[field.name]) if field.name in inner else own
        _READ[value] = found, inner
    return _READ[value]


def _has_limits(kind: type[Any]) -> bool:
    return is_dataclass(kind) and bool(limits(kind))


def kind_of(hint: Any) -> tuple[Any, bool]:
    """Return the type that a hint names, and whether it can be None."""
    if get_origin(hint) not in (Union, UnionType):
        return hint, False
    named = [kind for kind in get_args(hint) if kind is not NoneType]
    return (named[0] if len(named) == 1 else hint), NoneType in get_args(hint)


def tidied(value: Value) -> Value:
    """Return a value with its texts trimmed. Raises `Invalid` for the first field that exceeds its limit."""
    inner, own = parts(type(value)), stated(type(value))
    changed: dict[str, Any] = {}
    for field in fields(value):  # type: ignore[arg-type]
        given = getattr(value, field.name)
        if field.name in inner:
            changed[field.name] = tidied(given)
        elif (limit := own[field.name].limit) is not None:
            changed[field.name] = _checked(field.name, given, limit)
    return replace(value, **changed)  # type: ignore[type-var]


def value_from(given: Mapping[str, Any], value: type[Value]) -> Value:
    """Return a value with these fields. The others have their defaults. Lists become tuples."""
    made: dict[str, Any] = {name: value_from(given, part) for name, part in parts(value).items()}
    for name in (field.name for field in fields(value) if field.name in given):  # type: ignore[arg-type]
        made[name] = tuple(given[name]) if isinstance(given[name], list) else given[name]
    return value(**made)


def value_of(thing: Any, value: type[Value]) -> Value:
    """Return the fields that a row, a request or another object has now, as a value."""
    return value_from({name: getattr(thing, name) for name in stated(value)}, value)


def flat(value: Any) -> dict[str, Any]:
    """Return the fields of a value by name, including those of values within it."""
    inner = parts(type(value))
    found: dict[str, Any] = {}
    for field in fields(value):
        own = getattr(value, field.name)
        found |= flat(own) if field.name in inner else {field.name: own}
    return found


def write(value: Any, thing: Any) -> None:
    """Set the fields of a value on a row."""
    for name, own in flat(value).items():
        setattr(thing, name, own)


def plain_figure(figure: Decimal) -> str:
    """Return a figure without trailing zeros."""
    return f"{figure.normalize():f}"


def _limit(hint: Any) -> Limit | None:
    return next((mark for mark in getattr(hint, "__metadata__", ()) if isinstance(mark, Limit)), None)


def _checked(name: str, given: Any, limit: Limit) -> Any:
    if isinstance(limit, OneOf):
        if given not in limit.codes and (limit.needed or given):
            raise Invalid(_("Choose from the list."), name)
    elif given is None:
        return None
    elif isinstance(limit, Text):
        return _text(name, given, limit)
    elif isinstance(limit, Currency):
        return currency_code(given, name)
    elif isinstance(limit, Whole):
        if not limit.least <= given <= limit.most:
            bounds = {"least": limit.least, "most": limit.most}
            raise Invalid(_("Enter a number from %(least)s to %(most)s.") % bounds, name)
    elif isinstance(limit, Figure):
        if abs(given) >= 10**limit.digits or -int(given.normalize().as_tuple().exponent) > limit.places:
            sizes = {"digits": limit.digits, "places": limit.places}
            sentence = _("Enter at most %(digits)s digits before the decimal point and %(places)s after it.")
            raise Invalid(sentence % sizes, name)
    elif not 0 <= given <= _most(limit):
        raise Invalid(_("Enter 0 or more.") if given < 0 else _("Enter a smaller number."), name)
    return given


def needed_words(name: str, limit: Text) -> str | Promise:
    """Return the instruction at a blank text that is needed: its own, or that of its name."""
    return NEEDED.get(name, _("Enter some text.")) if limit.needed is True else limit.needed or ""


def _text(name: str, given: str, limit: Text) -> str:
    text = (within if limit.lines else one_line)(given, limit.most, name)
    if limit.needed and not text:
        raise Invalid(str(needed_words(name, limit)), name)
    return text


def _most(limit: Hours | Decimals | Minor) -> int | Decimal:
    if not isinstance(limit, Decimals):
        return limit.most
    return Decimal(10) ** (limit.digits - limit.places) - Decimal(10) ** -limit.places
