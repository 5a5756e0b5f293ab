"""Forms made from values with limits: fields and limits from the value, labels and hints from the model."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Generic, TypeVar

from django import forms
from django.apps import apps
from django.utils.functional import Promise
from django.utils.text import capfirst

from amity.shared.money import Money, UnknownCurrency, round_half_even
from amity.shared.values import (
    Currency,
    Decimals,
    Figure,
    Hours,
    Minor,
    OneOf,
    Stated,
    Text,
    Whole,
    needed_words,
    stated,
    value_from,
)  # fmt: skip
from amity.ui.acts import ActForm
from amity.ui.field_words import has_column
from amity.ui.number_fields import DecimalTextField, HoursField, day_field

Value = TypeVar("Value")
V = TypeVar("V")
Words = str | Promise
ROWS_OF_LINES = 3


class ValueForm(ActForm, Generic[Value]):
    """A form with the fields of `value`, labelled by the model `rows`. A field declared by hand is unchanged.

    `labels` and `hints` replace the model's. `choices` are labels of a field's codes and of the blank one, if the model
    has none. An id is chosen from what the form offers. A blank field gets the value's default, and so do fields
    `left_out`. Amounts are in the value's own currency, or in `amounts_in`. `also` names further values that the form
    asks for. Of several models, the first that has a column labels its field.
    """

    value: ClassVar[type]
    also: ClassVar[tuple[type, ...]] = ()
    rows: ClassVar[str | tuple[str, ...]]
    choices: ClassVar[Mapping[str, Mapping[str, Any] | Callable[[], Mapping[str, Any]]]] = {}
    labels: ClassVar[Mapping[str, Words]] = {}
    hints: ClassVar[Mapping[str, Words]] = {}
    widgets: ClassVar[Mapping[str, forms.Widget]] = {}
    left_out: ClassVar[tuple[str, ...]] = ()
    amounts_in: str = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        made = {
            name: self.fields.pop(name) if name in self.fields else self._field(name, field)
            for name, field in self._stated().items()
            if name not in self.left_out
        }
        self.fields = {**made, **self.fields}
        self.order_fields(self.field_order)
        for name, field in self.fields.items():
            if field.label is None and (column := self._column(name)) is not None:
                field.label = capfirst(column.verbose_name)

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Return the names of the value's fields in their order."""
        return tuple(cls._stated())

    @classmethod
    def _stated(cls) -> Mapping[str, Stated]:
        return {name: field for value in (cls.value, *cls.also) for name, field in stated(value).items()}

    def initial_values(self, thing: Any) -> Mapping[str, Any]:
        """Return the initial values of this form for a row: of the fields that are columns of its own."""
        values = {name: getattr(thing, name) for name in self.names() if name in self.fields and hasattr(thing, name)}
        major = {
            name: Money(values[name], self.amounts_in or thing.currency).major
            for name, field in self._stated().items()
            if isinstance(field.limit, Minor) and values.get(name) is not None
        }
        return values | major

    def current_values(self, thing: Any) -> Mapping[str, Any]:
        """Return the initial values of this form for a row, with its version."""
        return {**self.initial_values(thing), **({"version": thing.version} if "version" in self.fields else {})}

    def value_given(self, **known: Any) -> Value:
        """Return the entered value for the command. A field left out is `known`, or has its default."""
        given: Value = self.given(self.value, **known)
        return given

    def given(self, value: type[V], **known: Any) -> V:
        """Return the entered fields as one of the form's values."""
        return value_from({**self.typed(), **known}, value)

    def typed(self) -> dict[str, Any]:
        """Return the entered fields of the value, by name, without blank ones that have a default."""
        given = {name: self.cleaned_data[name] for name in self.names() if name in self.cleaned_data}
        own, blank, currency = self._stated(), (None, ""), self.amounts_in or self.cleaned_data.get("currency", "")
        return {
            name: _minor(typed, currency) if typed is not None and isinstance(own[name].limit, Minor) else typed
            for name, typed in given.items()
            if typed not in blank or own[name].optional or own[name].default in (None, MISSING)
        }

    def _column(self, name: str) -> Any:
        """Return the first column of that name, or None."""
        models = [apps.get_model(rows) for rows in ((self.rows,) if isinstance(self.rows, str) else self.rows)]
        return next((model._meta.get_field(name) for model in models if has_column(model, name)), None)

    def _field(self, name: str, field: Stated) -> forms.Field:
        column, kind, limit = self._column(name), field.kind, field.limit
        words: dict[str, Any] = {
            "label": self.labels.get(name) or capfirst(column.verbose_name),
            "help_text": self.hints.get(name) or getattr(column, "help_text", ""),
        }
        if name in self.widgets:
            words["widget"] = self.widgets[name]
        if isinstance(limit, Text):
            return self._text(name, limit, words)
        given = field.default not in (None, MISSING)
        words |= {"initial": field.default if given else None, "required": not (field.optional or given)}
        if isinstance(limit, OneOf):
            words["required"] &= limit.needed
            return forms.ChoiceField(**words, choices=self._choices(name, column, limit))
        if kind is int and name.endswith("_id"):
            return forms.TypedChoiceField(**words, coerce=lambda value: int(value) if value else None, empty_value=None)
        if isinstance(limit, Currency):
            return forms.ChoiceField(**words)
        if isinstance(limit, Hours):
            return HoursField(**words)
        if isinstance(limit, Minor):
            return DecimalTextField(**words, most_places=3)
        if isinstance(limit, Decimals | Figure):
            return DecimalTextField(**words, most_places=limit.places)
        if isinstance(limit, Whole):
            return forms.IntegerField(**words, min_value=limit.least, max_value=limit.most)
        if kind is date:
            return day_field(**words)
        words["required"] &= kind is not bool
        made: forms.Field | None = column.formfield(**words)
        assert made is not None, f"{name} has no form field; declare it"  # noqa: S101 - a mistake of whoever wrote the form
        return made

    def _text(self, name: str, limit: Text, words: dict[str, Any]) -> forms.Field:
        if limit.lines:
            words.setdefault("widget", forms.Textarea(attrs={"rows": ROWS_OF_LINES}))
        made = forms.CharField(**words, required=bool(limit.needed), max_length=limit.most)
        if limit.needed:
            made.error_messages["required"] = needed_words(name, limit)  # type: ignore[assignment]  # any lazy text will do
        return made

    def _choices(self, name: str, column: Any, limit: OneOf) -> list[tuple[str, Any]]:
        given = self.choices.get(name) or dict(column.flatchoices)
        words = given() if callable(given) else given
        offered = [(code, words.get(code, code)) for code in limit.codes]
        return offered if limit.needed or "" in limit.codes else [("", words.get("", "–")), *offered]


def _minor(amount: Decimal, currency: str) -> int:
    try:
        return round_half_even(amount, currency)
    except UnknownCurrency:
        return int(amount)  # the command refuses the currency
