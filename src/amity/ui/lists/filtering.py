"""The filters of a list: those asked for, and the one of a list that is only searched by text."""

from collections.abc import Iterable, Sequence
from functools import cache, reduce
from operator import or_
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, FilterSet

from amity.ui.asked import SHORT

LIST: Final = "ui/list.html"


def bounded(made: FilterSet, hidden: Iterable[str]) -> FilterSet:
    """Return filters without the hidden ones, with limits for the length of texts."""
    for name in hidden:
        made.filters.pop(name, None)
    for field in made.filters.values():
        if type(field) is CharFilter:  # not the kinds made from it
            field.extra.setdefault("max_length", SHORT)
    made.form.only_filters = True
    made.form.auto_id = "filter_%s"
    return made


@cache
def by_text(columns: Sequence[str]) -> type[FilterSet]:
    """Return the filter for a text in some columns, or a set without filters if there are none."""

    def found(rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(reduce(or_, (Q(**{f"{column}__icontains": value}) for column in columns)))

    fields = {"find": CharFilter(label=_("Find"), method=found)} if columns else {}
    return type("TextFilters", (FilterSet,), fields)
