"""Values with limits: what a command takes, and what its form and its REST body are made from.

A value is a frozen dataclass whose fields state their limits once: `name: Annotated[str, Text(200, needed=True)]`.
`ui/value_forms.py` makes a form from it, `api/shapes.py` a body and an answer; the command calls `tidied`.
"""

from collections.abc import Collection
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Final, TypeVar, Union, get_args, get_origin, get_type_hints

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from amity.shared.errors import Invalid
from amity.shared.texts import one_line, within

Value = TypeVar("Value")
LARGEST: Final = 2**31 - 1
LARGEST_SAFE: Final = 2**53
"""The largest number that every JSON reader takes exactly: for minor units of money and for seconds."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words: at most `most` characters, on one line unless `lines`.

    `needed` where it can't be blank, or the sentence that asks for it.
    """

    most: int
    needed: bool | str | Promise = False
    lines: bool = False


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of some codes, and blank only where not `needed`."""

    codes: Collection[str]
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within bounds."""

    least: int = 0
    most: int = LARGEST


@dataclass(frozen=True, slots=True)
class Hours:
    """Seconds, typed as hours."""

    most: int = LARGEST_SAFE


@dataclass(frozen=True, slots=True)
class Decimals:
    """A figure of 0 or more, with so many digits, of which `places` after the point."""

    digits: int = 12
    places: int = 2


Limit = Text | OneOf | Whole | Hours | Decimals


def limits(value: type[Any]) -> dict[str, Limit]:
    """Return the limits that a value class states, by field, in its order."""
    hints = get_type_hints(value, include_extras=True)
    found = {name: _limit(hint) for name, hint in hints.items()}
    return {name: limit for name, limit in found.items() if limit is not None}


def kind_of(hint: Any) -> tuple[Any, bool]:
    """Return the type that a hint names, and whether it can be None."""
    if get_origin(hint) not in (Union, UnionType):
        return hint, False
    named = [kind for kind in get_args(hint) if kind is not NoneType]
    return (named[0] if len(named) == 1 else hint), NoneType in get_args(hint)


def tidied(value: Value) -> Value:
    """Return a value with its texts trimmed. Raises `Invalid` for the first field that exceeds its limit."""
    stated = limits(type(value))
    return replace(value, **{name: _checked(name, getattr(value, name), limit) for name, limit in stated.items()})  # type: ignore[type-var]


def value_of(thing: Any, value: type[Value]) -> Value:
    """Return the fields that a row, a request or another object has now, as a value."""
    return value(**{field.name: getattr(thing, field.name) for field in fields(value)})  # type: ignore[arg-type]


def write(value: Any, thing: Any) -> None:
    """Set the fields of a value on a row."""
    for field in fields(value):
        setattr(thing, field.name, getattr(value, field.name))


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
    elif isinstance(limit, Whole):
        if not limit.least <= given <= limit.most:
            bounds = {"least": limit.least, "most": limit.most}
            raise Invalid(_("Enter a number from %(least)s to %(most)s.") % bounds, name)
    elif not 0 <= given <= _most(limit):
        raise Invalid(_("Enter 0 or more.") if given < 0 else _("Enter a smaller number."), name)
    return given


def _text(name: str, given: str, limit: Text) -> str:
    kept = (within if limit.lines else one_line)(given, limit.most, name)
    if limit.needed and not kept:
        raise Invalid(_("This field is required.") if limit.needed is True else str(limit.needed), name)
    return kept


def _most(limit: Hours | Decimals) -> int | Decimal:
    if isinstance(limit, Hours):
        return limit.most
    return Decimal(10) ** (limit.digits - limit.places) - Decimal(10) ** -limit.places
