"""Base shapes of REST requests and responses, and how amounts, rates and edits are converted."""

from dataclasses import MISSING, fields, replace
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Generic, Literal, TypeVar

from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, field_validator

from amity.shared.money import Money, Rate
from amity.shared.values import (
    Currency,
    Decimals,
    Figure,
    OneOf,
    Stated,
    Text,
    Whole,
    limits,
    parts,
    plain_figure,
    stated,
    value_from,
)  # fmt: skip

LARGEST_ID = 2**63 - 1
LONGEST_CURSOR = 200
Id = Annotated[int, Field(ge=1, le=LARGEST_ID, description="The id of an object.")]
Version = Annotated[
    int,
    Field(ge=0, le=2**31 - 1, description="The version last read. Returns 409 if someone changed the object since."),
]
Day = Annotated[date, Field(strict=False, ge=date(1990, 1, 1), le=date(2099, 12, 31))]
Code = Annotated[str, Field(pattern="^[A-Z]{3}$", description="An ISO 4217 currency code.")]
T = TypeVar("T")
V = TypeVar("V")


class Shape(Schema):
    """A JSON object in a request. Unknown fields and null characters are refused."""

    model_config = ConfigDict(extra="forbid")

    @field_validator("*", mode="after")
    @classmethod
    def no_zero_byte(cls, value: Any) -> Any:
        """Refuse null characters, which PostgreSQL can't store in text."""
        if isinstance(value, str) and "\x00" in value:
            raise ValueError(_("Must not contain null characters."))
        return value


def _take_fields(
    shape: type[Schema], value: type, without: tuple[str, ...], *, bounded: bool, edits: bool = False
) -> None:
    """Declare a value's fields on a shape before pydantic reads them. If `bounded`, add their limits and defaults.

    If `edits`, every field can be left out or null. A field declared by hand is unchanged.
    """
    if "__annotations__" not in shape.__dict__:
        shape.__annotations__ = {}  # without its own, pydantic's base class would get these
    for name, field in stated(value).items():
        if name in shape.__annotations__ or name in without:
            continue
        made = _bounded(name, field, bounded=bounded)
        shape.__annotations__[name] = made | None if field.optional or edits else made
        if edits:
            setattr(shape, name, None)
        elif bounded and field.default is not MISSING:
            setattr(shape, name, field.default)


def _bounded(name: str, field: Stated, *, bounded: bool) -> Any:
    kind, limit = field.kind, field.limit
    if isinstance(limit, OneOf):
        return Literal[(*limit.codes, *(() if limit.needed or "" in limit.codes else ("",)))]
    if kind is int and name.endswith("_id"):
        return Id
    if isinstance(limit, Figure):
        return _figure(limit) if bounded else Annotated[str, BeforeValidator(_figure_text)]
    if not bounded:
        return kind
    if kind is date:
        return Day
    if isinstance(limit, Currency):
        return Code
    if limit is None:
        return kind
    if isinstance(limit, Text):
        return Annotated[kind, Field(min_length=1 if limit.needed else None, max_length=limit.most)]
    if isinstance(limit, Decimals):
        exact = Field(strict=False, ge=0, max_digits=limit.digits, decimal_places=limit.places)
        return Annotated[Decimal, exact]
    return Annotated[kind, Field(ge=limit.least if isinstance(limit, Whole) else 0, le=limit.most)]


def _figure(limit: Figure) -> Any:
    pattern = rf"^-?\d{{1,{limit.digits}}}(\.\d{{1,{limit.places}}})?$"
    described = Field(pattern=pattern, description="A decimal as text, for example 12.5.")
    return Annotated[str, described, AfterValidator(Decimal)]


def _figure_text(figure: Any) -> Any:
    return plain_figure(figure) if isinstance(figure, Decimal) else figure


class Body(Shape):
    """The body of a request. Types are strict: "1" is not a number, and 1 is not a boolean."""

    model_config = ConfigDict(extra="forbid", strict=True)

    def __init_subclass__(
        cls, value: type | None = None, edits: bool = False, without: tuple[str, ...] = (), **kwargs: Any
    ) -> None:
        """Take the fields of a value with limits, but not those it is `without`: `class NewNamed(Body, value=Named)`.

        `class NamedEdit(Body, value=Named, edits=True)` takes only those to change, for `merged`.
        """
        super().__init_subclass__(**kwargs)
        if value is not None:
            _take_fields(cls, value, without, bounded=True, edits=edits)

    def as_value(self, value: type[V]) -> V:
        """Return the request as a value of the given class. Fields the body lacks have their defaults."""
        return value_from({name: getattr(self, name) for name in type(self).model_fields}, value)


class Described(Schema):
    """Part of a response. The API writes it without pydantic, which builds the model only for the reference."""

    model_config = ConfigDict(defer_build=True)


class Answered(Described):
    """A JSON object in a response. Fields that need a right the caller lacks are left out; null means not known."""

    model_config = ConfigDict(extra="forbid")

    def __init_subclass__(cls, value: type | None = None, without: tuple[str, ...] = (), **kwargs: Any) -> None:
        """Show the fields of a value, but not those it is `without`: `class NamedShape(Answered, value=Named)`."""
        super().__init_subclass__(**kwargs)
        if value is not None:
            _take_fields(cls, value, without, bounded=False)

    @classmethod
    def of(cls, thing: Any, **more: Any) -> dict[str, Any]:
        """Return an object as JSON: each field from its attribute of that name, unless it is given in `more`."""
        return {name: more[name] if name in more else getattr(thing, name) for name in cls.model_fields}


class Amount(Answered):
    """An exact amount in minor units (cents) of a currency. `bound` qualifies a calculated one."""

    amount: int
    currency: Code
    bound: str = Field(default="exact", description="exact, at_most, at_least or of_known")


class HourlyRate(Answered):
    """An hourly rate or hourly cost, in major units with four decimals."""

    per_hour: str = Field(pattern=r"^\d+\.\d{4}$")
    currency: Code


class Page(Answered, Generic[T]):
    """One page of a list, and the cursor of the next page; `next` is null on the last page."""

    items: list[T]
    next: str | None = None


class Asked(Shape):
    """Query parameters of every list."""

    limit: int = Field(default=50, ge=1, le=200, description="The maximum number of items on a page.")
    cursor: str = Field(default="", max_length=LONGEST_CURSOR, description="`next` of the previous page.")


class Fault(Answered):
    """An error in one value. `field` is "" if the error is about the whole request."""

    field: str
    sentence: str


class Problem(Answered):
    """An error as defined in RFC 9457. `detail` is for people; `type` and `status` are for programs."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[Fault] = []
    current_version: int | None = None
    error_id: str = ""


def amount(money: Money | None, bound: str = "exact") -> dict[str, Any] | None:
    """Return money as JSON. None becomes null, not known."""
    if money is None:
        return None
    return {"amount": money.minor, "currency": money.currency, "bound": bound}


def amount_in(minor: int | None, currency: str) -> dict[str, Any] | None:
    """Return minor units of a currency as JSON, or null if either isn't known."""
    return amount(Money(minor, currency)) if minor is not None and currency else None


def hourly(rate: Rate | None) -> dict[str, Any] | None:
    """Return a rate as JSON. None becomes null, not known."""
    return None if rate is None else {"per_hour": f"{rate.per_hour:.4f}", "currency": rate.currency}


D = TypeVar("D")


def merged(stored: D, body: Body) -> D:
    """Return a stored value updated with the fields of a request. Omitted fields stay unchanged.

    Null clears a text that can be blank, or a field that can be None. Any other field stays unchanged.
    """
    known, limited = {field.name: field for field in fields(stored)}, limits(type(stored))  # type: ignore[arg-type]
    changes: dict[str, Any] = {name: merged(getattr(stored, name), body) for name in parts(type(stored))}
    for name in known.keys() & body.model_fields_set:
        value = getattr(body, name)
        if value is None and known[name].default is not None:
            current = getattr(stored, name)
            value = "" if isinstance(current, str) and not getattr(limited.get(name), "needed", False) else current
        changes[name] = tuple(value) if isinstance(value, list) else value
    return replace(stored, **changes)  # type: ignore[type-var]
