"""The filter bar of a list: its form, and the filter of a list that is only searched by text."""

from collections.abc import Iterable, Sequence
from functools import cache, reduce
from operator import or_
from typing import Any, Final

from django import forms
from django.db.models import Q, QuerySet
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, FilterSet

from amity.ui.asked import SHORT

LIST: Final = "ui/list.html"
MOST_FIELDS: Final = 6
"""Fields that a bar shows in one row on a narrow desktop."""
FIRST_FIELDS: Final = 4
"""Fields that it shows of more."""
PERIOD: Final = ("since", "until")


def as_bar(form: forms.BaseForm) -> None:
    """Prepare a form for the filter bar, where a text field shows its name as long as it is empty.

    A select does so with its first option, such as “All accounts”. See `ui/filter_bar.html`.
    """
    form.only_filters = True  # type: ignore[attr-defined]
    form.auto_id = "filter_%s"
    for field in form.fields.values():
        if isinstance(field.widget, forms.TextInput) and field.widget.input_type == "text":
            field.widget.input_type = "search"
            field.widget.attrs["placeholder"] = field.label


def bar_fields(form: forms.BaseForm) -> tuple[list[BoundField], list[BoundField]]:
    """Return the fields in the bar, and those behind *More filters*. One that is in use is in the bar."""
    fields = form.visible_fields()
    if len(fields) <= MOST_FIELDS:
        return fields, []
    shown = [field for place, field in enumerate(fields) if place < FIRST_FIELDS or _is_used(field)]
    if any(field.name in PERIOD for field in shown):  # both days of a period stay together
        shown = [field for field in fields if field in shown or field.name in PERIOD]
    return shown, [field for field in fields if field not in shown]


def chosen_words(form: forms.BaseForm) -> list[str]:
    """Return what the fields in use narrow the list by, a few words each."""
    return [_words(field) for field in form.visible_fields() if _is_used(field) and not field.errors]


def _words(field: BoundField) -> str:
    """Return the value of a field as its reader knows it: the option of a select, a text, or the name of a tick."""
    value = field.value()
    choices = {str(key): str(label) for key, label in getattr(field.field, "choices", ())}
    if str(value) in choices:
        return choices[str(value)]
    if isinstance(value, bool) or str(value) in ("on", "True", "true"):
        return str(field.label)
    return f"{field.label} {value}" if field.name in PERIOD else str(value)


def _is_used(field: BoundField) -> bool:
    """Return whether a field narrows the list. The first option of a select doesn't."""
    value = field.value()
    if value in (None, "", False, "False", "false", []):
        return bool(field.errors)
    choices = getattr(field.field, "choices", None)
    first = next(iter(choices), None) if choices is not None else None
    return first is None or str(value) != str(first[0])


def bounded(made: FilterSet, hidden: Iterable[str]) -> FilterSet:
    """Return filters without the hidden ones, with limits for the length of texts."""
    for name in hidden:
        made.filters.pop(name, None)
    for field in made.filters.values():
        if type(field) is CharFilter:  # not the kinds made from it
            field.extra.setdefault("max_length", SHORT)
    as_bar(made.form)
    return made


@cache
def by_text(columns: Sequence[str]) -> type[FilterSet]:
    """Return the filter for a text in some columns, or a set without filters if there are none."""

    def found(rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(reduce(or_, (Q(**{f"{column}__icontains": value}) for column in columns)))

    fields = {"find": CharFilter(label=_("Search"), method=found)} if columns else {}
    return type("TextFilters", (FilterSet,), fields)
