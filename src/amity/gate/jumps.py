"""Emails to clients, as search finds them; and writing one: "email helen"."""

from collections.abc import Iterable, Sequence
from typing import Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.jumps import ACCOUNT, CONTACT
from amity.accounts.queries import account_seen_by
from amity.gate import queries, rules, wording
from amity.gate.models import Item
from amity.shared.actor import Actor
from amity.ui.search import actions, jumps
from amity.ui.search.actions import Action
from amity.ui.search.jumps import Found, Kind
from amity.ui.slots import Entry, further_pages

WORDS: Final = lazy("new email e-mail mail message write to client")


def _rows(by: Actor) -> QuerySet[Item]:
    rows = queries.items_seen_by(by).exclude(state=rules.WITHDRAWN).select_related("account")
    return rows.only("subject", "state", "account__name")


def _found(_by: Actor, rows: Sequence[Item]) -> Iterable[Found]:
    for item in rows:
        url = reverse("gate:item", args=[item.pk])
        yield Found(kind=_("Email"), name=str(item), url=url, note=f"{item.account.name}, {wording.STATES[item.state]}")


def register() -> None:
    """Register the kind, and what begins an email."""
    jumps.register(
        Kind(
            key="outgoing", names=(lazy("Email"),),
            order=76, model=Item, columns=("subject", "account__name"), sort=("-pk",), rows=_rows,
            entry=_found, pages=("gate:item",), words_first=True,
        )
    )  # fmt: skip
    further_pages.register(Entry(key="emails", order=30, label=lazy("Emails to clients"), url="gate:items"))
    actions.register(
        Action(
            key="email", order=24, label=lazy("Write email"), words=WORDS, about=ACCOUNT, page="gate:write_email",
            may=queries.may_write_there,
        ),
        Action(
            key="contact_email", order=25, label=lazy("Write email"), words=WORDS, about=CONTACT,
            page="gate:write_email", within="account_id", query="contact={pk}", shows_note=True,
            may=lambda by, contact: queries.may_write_there(by, account_seen_by(by, contact.account_id)),
        ),
    )  # fmt: skip
