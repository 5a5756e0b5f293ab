"""The filter bar of a list: its form, and the filter of a list that is only searched by text."""

from collections.abc import Iterable, Sequence
from functools import cache, reduce
from operator import or_
from typing import Any, Final

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, FilterSet

from amity.ui.asked import SHORT

LIST: Final = "ui/list.html"


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
