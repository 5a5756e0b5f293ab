"""Tabs of a list: each a view with its count, then the saved views."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Any, Final

from django import forms
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amity.ui.links import Link
from amity.ui.lists.rows import NamedView

Labels = tuple[str | Promise, str | Promise]
OPEN: Final = "open"
MINE: Final = "mine"
EVERYONE: Final = "all"
SWITCHES: Final = ("view", "whose", "closed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """A tab of a list: the condition of the rows it shows, on a day."""

    key: str
    label: str | Promise
    passes: Callable[[date], Q]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowTab:
    """A tab of a list of calculated rows: which of them it shows."""

    key: str
    label: str | Promise
    passes: Callable[[Any], bool]


def tab_links(
    labels: Iterable[tuple[str, str | Promise]],
    counts: Mapping[str, int],
    current: str,
    views: Sequence[NamedView],
    address: Callable[[str], str],
) -> list[Link]:
    """Return the tabs as links. No tab is current while a saved view is."""
    saved = any(view.current for view in views)
    tabs = [Link(str(label), address(key), key == current and not saved, count=counts[key]) for key, label in labels]
    return [*tabs, *(Link(view.name, view.url, view.current) for view in views)]


def add_switches(form: forms.Form, whose: Labels | None, *, mine: bool, over_label: str | Promise) -> None:
    """Add to the filters the choice of whose rows, the one in use first, and the switch for what is closed.

    The choice comes after the text that is searched for, as on every list.
    """
    if whose is not None:
        choices = [(MINE, whose[0]), (EVERYONE, whose[1])]
        field = forms.ChoiceField(label=_("Show"), required=False, choices=choices if mine else choices[::-1])
        search = dict(takewhile(lambda pair: isinstance(pair[1].widget, forms.TextInput), form.fields.items()))
        form.fields = {**search, "whose": field, **form.fields}
    if over_label:
        form.fields["closed"] = forms.BooleanField(label=str(over_label), required=False)
    form.fields["view"] = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
