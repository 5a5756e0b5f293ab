"""Forms made from values with limits: fields and limits from the value, labels and hints from the model."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any, ClassVar, Generic, TypeVar, get_type_hints

from django import forms
from django.apps import apps
from django.db.models import Field
from django.utils.functional import Promise
from django.utils.text import capfirst

from amity.shared.values import Decimals, Hours, Limit, OneOf, Text, Whole, kind_of, limits
from amity.ui.acts import ActForm
from amity.ui.field_words import has_column
from amity.ui.figures import DecimalTextField, HoursField, day_field

Value = TypeVar("Value")
ROWS_OF_LINES = 3


class ValueForm(ActForm, Generic[Value]):
    """A form of the fields of `value`, worded by the model `rows`. A field declared by hand stays as it is.

    `choices` words the codes of a field where the model doesn't. An id is chosen from what the form `offers`.
    """

    value: ClassVar[type]
    rows: ClassVar[str]
    choices: ClassVar[Mapping[str, Mapping[str, Any]]] = {}
    widgets: ClassVar[Mapping[str, forms.Widget]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stated, hints = limits(self.value), get_type_hints(self.value)
        made = {
            name: self.fields.pop(name) if name in self.fields else self._field(name, hints[name], stated.get(name))
            for name in self.names()
        }
        self.fields = {**made, **self.fields}
        model = apps.get_model(self.rows)
        for name, field in self.fields.items():
            if field.label is None and has_column(model, name):
                field.label = capfirst(self._column(name).verbose_name)

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Return the names of the value's fields in their order."""
        return tuple(field.name for field in fields(cls.value))

    def offer(self, name: str, pairs: Iterable[tuple[Any, Any]], blank: str | Promise | None = None) -> None:
        """Set what can be chosen in a field; `blank` words the choice of nothing."""
        nothing = [] if blank is None else [("", blank)]
        self.fields[name].choices = [*nothing, *pairs]  # type: ignore[attr-defined]

    def initial_values(self, thing: Any) -> Mapping[str, Any]:
        """Return what a row gives this form."""
        return {name: getattr(thing, name) for name in self.names() if name in self.fields}

    def current_values(self, thing: Any) -> Mapping[str, Any]:
        """Return what a row gives this form, with its version."""
        return {**self.initial_values(thing), **({"version": thing.version} if "version" in self.fields else {})}

    def value_given(self) -> Value:
        """Return what was typed, as the command takes it. A field that the form left out keeps its default."""
        typed = self.cleaned_data
        given: Value = self.value(**{name: typed[name] for name in self.names() if name in typed})
        return given

    def _column(self, name: str) -> Any:
        return apps.get_model(self.rows)._meta.get_field(name)

    def _field(self, name: str, hint: Any, limit: Limit | None) -> forms.Field:
        kind, optional = kind_of(hint)
        column = self._column(name)
        words = {"label": capfirst(column.verbose_name), "help_text": column.help_text}
        if name in self.widgets:
            words["widget"] = self.widgets[name]
        if isinstance(limit, Text):
            return self._text(limit, words)
        if isinstance(limit, OneOf):
            return forms.ChoiceField(**words, required=limit.needed, choices=self._choices(name, column, limit))
        words["required"] = not optional
        if kind is int and name.endswith("_id"):
            return forms.TypedChoiceField(**words, coerce=lambda value: int(value) if value else None, empty_value=None)
        if isinstance(limit, Hours):
            return HoursField(**words)
        if isinstance(limit, Decimals):
            return DecimalTextField(**words, most_places=limit.places)
        if isinstance(limit, Whole):
            return forms.IntegerField(**words, min_value=limit.least, max_value=limit.most)
        if kind is date:
            return day_field(**words)
        words["required"] = words["required"] and kind is not bool
        made: forms.Field | None = column.formfield(**words)
        assert made is not None, f"{name} has no form field; declare it"  # noqa: S101 - a mistake of whoever wrote the form
        return made

    def _text(self, limit: Text, words: dict[str, Any]) -> forms.Field:
        if limit.lines:
            words.setdefault("widget", forms.Textarea(attrs={"rows": ROWS_OF_LINES}))
        made = forms.CharField(**words, required=bool(limit.needed), max_length=limit.most)
        if limit.needed and limit.needed is not True:
            made.error_messages["required"] = limit.needed  # type: ignore[assignment]  # any lazy text will do
        return made

    def _choices(self, name: str, column: "Field[Any, Any]", limit: OneOf) -> list[tuple[str, Any]]:
        words = self.choices.get(name) or dict(column.flatchoices)
        offered = [(code, words.get(code, code)) for code in limit.codes]
        return offered if limit.needed else [("", "–"), *offered]
