"""Accounts that depend on one contact, or whose sponsor has left: for the account manager."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet, Subquery, TextField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts import rules
from amity.accounts.models import Account, Contact
from amity.accounts.of_person import of_handled_accounts
from amity.accounts.waiting import named
from amity.people.models import Person
from amity.shared.actor import Actor
from amity.waiting import kinds
from amity.waiting.kinds import Item, Kind
from amity.waiting.stakes import grown
from amity.waiting.todos import TALK


def register() -> None:
    """Register accounts with one contact, and without their sponsor."""
    kinds.register(SINGLE)
    kinds.register(SPONSOR_LEFT)


def _handled(person: Person) -> "QuerySet[Account]":
    return Account.objects.filter(of_handled_accounts(person, "id"), status=rules.ACTIVE).order_by("name", "pk")


def _single(person: Person, today: date) -> "QuerySet[Account]":
    """Return the accounts with exactly one active contact who is a person, with their name."""
    active = Contact.objects.filter(is_active=True, is_shared=False, erased_at=None)
    other = active.filter(account=OuterRef("account"), pk__lt=OuterRef("pk"))
    of_account = active.filter(account=OuterRef("pk"))
    rows = _handled(person).filter(Exists(of_account), ~Exists(of_account.filter(Exists(other))))
    return rows.annotate(contact_id=_first(of_account, "pk"), contact_name=_first(of_account, "name"))


def _sponsor_left(person: Person, today: date) -> "QuerySet[Account]":
    """Return the accounts whose sponsor is no longer there and has no successor, with the last one's name."""
    sponsors = Contact.objects.alias(held=Cast("roles", TextField())).filter(held__contains=f'"{rules.SPONSOR}"')
    gone = sponsors.filter(account=OuterRef("pk"), is_active=False, erased_at=None).order_by("-pk")
    there = sponsors.filter(account=OuterRef("pk"), is_active=True)
    rows = _handled(person).filter(Exists(gone), ~Exists(there))
    return rows.annotate(contact_id=_first(gone, "pk"), contact_name=_first(gone, "name"))


def _first(contacts: "QuerySet[Contact]", column: str) -> Subquery:
    return Subquery(contacts.order_by("-pk").values(column)[:1])


def _single_items(by: Actor, rows: Sequence[Account], today: date) -> list[Item]:
    return [_item(row, _("Only %(name)s knows us there"), _("Add a contact"), (2, 3)) for row in rows]


def _sponsor_items(by: Actor, rows: Sequence[Account], today: date) -> list[Item]:
    return [_item(row, _("%(name)s, the sponsor, has left"), _("Name a sponsor"), (4, 4)) for row in rows]


def _item(row: Account, title: str, label: str, effects: tuple[int, int]) -> Item:
    return Item(
        id=row.pk,
        title=title % {"name": row.contact_name},  # type: ignore[attr-defined]  # of the query
        address=reverse("accounts:people", args=[row.pk]),
        account=named(row),
        open=label,
        form=reverse("accounts:add_contact", args=[row.pk]),
        stakes=grown(*effects),
        cause=f"account {row.pk}",
    )


SINGLE: Final = Kind(
    key="single_contact", order=45, todo=TALK, icon="users", label=lazy("Only one contact"), rows=_single,
    by_roles=True,
    items=_single_items,
)  # fmt: skip
SPONSOR_LEFT: Final = Kind(
    key="sponsor_left", order=18, todo=TALK, icon="users", label=lazy("Sponsor left"), rows=_sponsor_left,
    by_roles=True,
    items=_sponsor_items,
)  # fmt: skip
