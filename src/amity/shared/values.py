"""Values with limits: what a command takes, and what its form and its REST body are made from.

A value is a frozen dataclass whose fields state their limits once: `name: Annotated[str, Text(200, needed=True)]`.
`ui/value_forms.py` makes a form from it, `api/shapes.py` a body and an answer; the command calls `tidied`.
"""

from collections.abc import Collection
from dataclasses import dataclass, fields, replace
from typing import Any, Final, TypeVar, get_type_hints

from django.utils.translation import gettext as _

from amity.shared.errors import Invalid
from amity.shared.texts import one_line, within

Value = TypeVar("Value")
LARGEST: Final = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Text:
    """Words: at most `most` characters, on one line unless `lines`; `needed` where it can't be blank."""

    most: int
    needed: bool = False
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


Limit = Text | OneOf | Whole


def limits(value: type[Any]) -> dict[str, Limit]:
    """Return the limits that a value class states, by field, in its order."""
    hints = get_type_hints(value, include_extras=True)
    found = {name: _limit(hint) for name, hint in hints.items()}
    return {name: limit for name, limit in found.items() if limit is not None}


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
    if isinstance(limit, Text):
        kept = (within if limit.lines else one_line)(given, limit.most, name)
        if limit.needed and not kept:
            raise Invalid(_("This field is required."), name)
        return kept
    if isinstance(limit, OneOf):
        if given not in limit.codes and (limit.needed or given):
            raise Invalid(_("Choose from the list."), name)
        return given
    if given is not None and not limit.least <= given <= limit.most:
        raise Invalid(
            _("Enter a number from %(least)s to %(most)s.") % {"least": limit.least, "most": limit.most}, name
        )
    return given
