"""Forms made from values with limits: fields and limits from the value, labels and hints from the model."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, ClassVar, Generic, TypeVar

from django import forms
from django.apps import apps
from django.db.models import Field
from django.utils.text import capfirst

from amity.shared.values import Limit, OneOf, Text, Whole, limits
from amity.ui.acts import ActForm

Value = TypeVar("Value")
ROWS_OF_LINES = 3


class ValueForm(ActForm, Generic[Value]):
    """A form of the fields of `value`, worded by the model `rows`. A field declared by hand stays as it is.

    `choices` words the codes of a field where the model doesn't.
    """

    value: ClassVar[type]
    rows: ClassVar[str]
    choices: ClassVar[Mapping[str, Mapping[str, Any]]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        model, stated = apps.get_model(self.rows), limits(self.value)
        made = {
            name: self.fields.pop(name)
            if name in self.fields
            else self._field(name, model._meta.get_field(name), stated.get(name))
            for name in self.names()
        }
        self.fields = {**made, **self.fields}

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Return the names of the value's fields in their order."""
        return tuple(field.name for field in fields(cls.value))

    def initial_values(self, thing: Any) -> Mapping[str, Any]:
        """Return what a row gives this form."""
        return {name: getattr(thing, name) for name in self.names()}

    def value_given(self) -> Value:
        """Return what was typed, as the command takes it."""
        given: Value = self.value(**{name: self.cleaned_data[name] for name in self.names()})
        return given

    def _field(self, name: str, column: Any, limit: Limit | None) -> forms.Field:
        words = {"label": capfirst(column.verbose_name), "help_text": column.help_text}
        if isinstance(limit, Text):
            widget = forms.Textarea(attrs={"rows": ROWS_OF_LINES}) if limit.lines else forms.TextInput()
            return forms.CharField(**words, required=limit.needed, max_length=limit.most, widget=widget)
        if isinstance(limit, OneOf):
            return forms.ChoiceField(**words, required=limit.needed, choices=self._choices(name, column, limit))
        if isinstance(limit, Whole):
            return forms.IntegerField(**words, min_value=limit.least, max_value=limit.most)
        made: forms.Field | None = column.formfield(**words)
        assert made is not None, f"{name} has no form field; declare it"  # noqa: S101 - a mistake of whoever wrote the form
        return made

    def _choices(self, name: str, column: "Field[Any, Any]", limit: OneOf) -> list[tuple[str, Any]]:
        words = self.choices.get(name) or dict(column.flatchoices)
        offered = [(code, words.get(code, code)) for code in limit.codes]
        return offered if limit.needed else [("", "–"), *offered]
