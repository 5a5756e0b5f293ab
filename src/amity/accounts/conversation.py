"""Preferences in the conversation, and what of it still has to be passed on."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.models import Account, Preference
from amity.accounts.preferences import queries
from amity.accounts.preferences.rules import STATED
from amity.accounts.timeline import sources
from amity.accounts.timeline.rules import FROM_CLIENT, INTERNAL
from amity.accounts.timeline.sources import Columns, Event, Row, Rows, Source, each, seen_rows
from amity.shared.actor import Actor


def to_pass_on(by: Actor, account_id: Any) -> list[QuerySet[Any, Any]]:
    """Return what still has to be passed on, a query for each part that knows of it."""
    return [rows(by, account_id) for rows in sources.to_pass_on]


def _preferences(by: Actor, account: Account) -> Sequence[Rows]:
    """Return those the client stated, on their date, and those the agency observed or assumes, when recorded."""
    seen = seen_rows(Preference.objects.all(), by, account)
    columns = Columns(what="attitude", title="text", about="account_id")
    in_words = replace(columns, contact="stated_by", words="client_words", how="stated_in")
    believed = replace(columns, contact="holder", note="note", how="basis")
    return (
        Rows(rows=seen.filter(basis=STATED), direction=FROM_CLIENT, on="stated_on", columns=in_words),
        Rows(rows=seen.exclude(basis=STATED), direction=INTERNAL, at="added_at", columns=believed),
    )


def _preference(row: Row) -> Event:
    return Event(
        kind=_("Preference: %(attitude)s") % {"attitude": queries.ATTITUDES[row.what]},
        title=row.title,
        address=reverse("accounts:plan", args=[row.about]) + "#preferences",
        words=row.words,
        text=row.note,
        how=queries.BASES.get(row.how, row.how),
    )


def register() -> None:
    """Register the source of preferences."""
    sources.register(
        Source(key="preferences", order=60, label=lazy("Preferences"), rows=_preferences, events=each(_preference))
    )
