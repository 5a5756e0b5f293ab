"""Saved views of a list: filters, order and columns under a name, and a person's preferred columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import BigIntegerField, CharField, Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from amity.shared.command import command
from amity.shared.errors import Invalid, NotSeen
from amity.shared.rows.lookup import seen_or_missing
from amity.shared.rows.prepared import Given, Prepared
from amity.ui.lists.columns import Column
from amity.ui.lists.rows import NamedView
from amity.ui.models import SavedView

COLUMNS: Final = "cols"
"""The parameter for the columns shown, once for each."""
NOT_KEPT: Final = ("after", "export")
KEY_LENGTH: Final = 40
QUERY_LENGTH: Final = 1500
MOST_VIEWS: Final = 40


@dataclass(frozen=True, slots=True)
class SavedList:
    """A list's saved views: the person's own columns, and the named views, own ones first."""

    columns: tuple[str, ...]
    views: Sequence[SavedView]


def saved_list(person_id: int, list_key: str) -> SavedList:
    """Return a person's saved views of a list and those that colleagues share, in one query."""
    rows = OF_LIST.rows({"person": person_id, "list": list_key})
    found = sorted(rows, key=lambda row: (row.person_id != person_id, row.name.casefold()))
    own = next((row for row in found if not row.name and row.person_id == person_id), None)
    columns = tuple(QueryDict(own.query).getlist(COLUMNS)) if own else ()
    return SavedList(columns, [row for row in found if row.name])


OF_LIST: Final = Prepared(
    lambda: SavedView.objects.filter(
        Q(person_id=Given("person", BigIntegerField())) | Q(shared=True), list_key=Given("list", CharField())
    )
)


def chosen(columns: Sequence[Column], asked: Sequence[str]) -> list[Column]:
    """Return the columns asked for, or all default ones. The first is always among them."""
    first, *others = columns
    return [first, *(column for column in others if (column.key in asked if asked else not column.aside))]


def query_to_save(query: str, columns: Sequence[Column]) -> str:
    """Return the query of a list as a view saves it: filters, order and the names of its columns."""
    plain = QueryDict(query, mutable=True)
    plain.setlist(COLUMNS, [column.key for column in columns])
    for name in NOT_KEPT:
        plain.pop(name, None)
    return plain.urlencode()


def named_views(found: SavedList, person_id: int, path: str, query: str) -> list[NamedView]:
    """Return the views of a list at a path, of which `query` is shown now."""
    return [
        NamedView(
            id=view.pk,
            name=view.name,
            url=f"{path}?{view.query}",
            current=view.query == query,
            shared=view.shared,
            mine=view.person_id == person_id,
        )
        for view in found.views
    ]


@command
def keep_view(*, person_id: int, list_key: str, name: str, query: str, shared: bool) -> SavedView:
    """Save a view under a name, replacing one with the same name. Raise `Invalid` for an unusable name or query."""
    name = " ".join(name.split())
    _known(list_key)
    if not name:
        raise Invalid(_("Enter a name for the view."), "name")
    if len(name) > 60:
        raise Invalid(_("Enter a name of up to 60 characters."), "name")
    others = SavedView.objects.filter(person_id=person_id, list_key=list_key).exclude(name=name)
    if others.count() >= MOST_VIEWS:
        raise Invalid(_("You already have 40 views. Delete one first."), "name")
    values = {"query": _plain(query), "shared": shared}
    view, _new = SavedView.objects.update_or_create(person_id=person_id, list_key=list_key, name=name, defaults=values)
    return view


@command
def choose_columns(*, person_id: int, list_key: str, columns: Sequence[str]) -> None:
    """Save which columns a person likes to see on a list. None means all of them."""
    _known(list_key)
    mine = SavedView.objects.filter(person_id=person_id, list_key=list_key, name="")
    if not columns:
        mine.delete()
        return
    query = QueryDict(mutable=True)
    query.setlist(COLUMNS, list(columns))
    SavedView.objects.update_or_create(
        person_id=person_id, list_key=list_key, name="", defaults={"query": _plain(query.urlencode())}
    )


@command
def forget_view(*, person_id: int, view_id: int) -> SavedView:
    """Delete one of the person's own views. Raise `NotSeen` for someone else's."""
    view = seen_or_missing(
        SavedView.objects.filter(person_id=person_id).exclude(name=""),
        view_id,
        _("View not found. It may have been deleted, or it belongs to someone else."),
    )
    view.delete()
    return view


def _known(list_key: str) -> None:
    if len(list_key) > KEY_LENGTH:
        raise NotSeen(_("List not found."))


def _plain(query: str) -> str:
    """Return a query without page position and file type. Raise `Invalid` if it is too long to save."""
    plain = QueryDict(query, mutable=True)
    for name in NOT_KEPT:
        plain.pop(name, None)
    written = plain.urlencode()
    if len(written) > QUERY_LENGTH:
        raise Invalid(_("This view has too many filters to save."), "name")
    return written
