"""Accounts and contacts that search finds, and what can be done with an account."""

from collections.abc import Iterable, Sequence
from typing import Final

from django.db.models import Case, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts import places, policy, rules
from amity.accounts.contacts.queries import contacts_seen_by
from amity.accounts.covers.prefetch import covers_along
from amity.accounts.models import Account, Contact, Preference
from amity.accounts.preferences.queries import preferences_seen_by
from amity.accounts.queries import account_seen_by, accounts_seen_by
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui.links import address_with
from amity.ui.search import actions, jumps
from amity.ui.search.actions import Action
from amity.ui.search.jumps import Found, Kind

SHOWN: Final = ("name", "title", "mail", "phone", "account__name")
"""The columns of a contact that results show."""
ACCOUNT: Final = "account"
"""The kind whose objects actions on an account take."""
CONTACT: Final = "contact"
"""The kind whose objects actions with a contact take."""


def _accounts(_by: Actor, rows: Sequence[Account]) -> Iterable[Found]:
    for account in rows:
        url = reverse("accounts:account", args=[account.pk])
        yield Found(kind=_("Account"), name=account.name, url=url)


def _contacts(_by: Actor, rows: Sequence[Contact]) -> Iterable[Found]:
    for contact in rows:
        note = ", ".join(part for part in (contact.title, contact.account.name) if part)
        url = reverse("accounts:contact", args=[contact.pk])
        yield Found(kind=_("Contact"), name=contact.name, url=url, note=note)


def _preference_rows(by: Actor) -> "QuerySet[Preference]":
    rows = preferences_seen_by(by).select_related(None).select_related("account", "holder")
    return rows.only("text", "account__name", "holder__name")


def _preferences(_by: Actor, rows: Sequence[Preference]) -> Iterable[Found]:
    for one in rows:
        note = ", ".join(part.name for part in (one.holder, one.account) if part)
        url = address_with("accounts:plan", one.account_id) + "#preferences"
        yield Found(kind=_("Preference"), name=one.text, url=url, note=note)


def register() -> None:
    """Register the kinds, the lists and the actions of accounts."""
    _register_kinds()
    jumps.register_slot(places.lists)
    actions.register_tabs(ACCOUNT, places.tabs)
    actions.register_tabs(ACCOUNT, places.people_pages)
    actions.register(
        Action(
            key="add_contact", order=70, label=lazy("Add contact"), words=lazy("new person at the client"),
            about=ACCOUNT, page="accounts:add_contact",
            may=lambda by, account: policy.may_bring_in(person_of(by), account),
        ),
        Action(
            key="preference", order=80, label=lazy("Add preference"), words=lazy("add likes dislikes never"),
            about=ACCOUNT,
            page="accounts:keep_preference", may=lambda by, account: policy.may_keep(person_of(by), account),
        ),
        Action(
            key="contact_preference", order=81, label=lazy("Add preference"), words=lazy("add likes dislikes never"),
            about=CONTACT, page="accounts:keep_preference", within="account_id", query="contact={pk}",
            may=lambda by, contact: policy.may_keep(person_of(by), account_seen_by(by, contact.account_id)),
        ),
        Action(
            key="new_account", order=200, label=lazy("New account"), words=lazy("add client"),
            page="accounts:open_account", query="name={name}", may=lambda by, _none: policy.may_open(person_of(by)),
        ),
    )  # fmt: skip


def _register_kinds() -> None:
    closed_last = Case(When(status=rules.CLOSED, then=Value(1)), default=Value(0))
    jumps.register(
        Kind(
            key=ACCOUNT, names=(lazy("Account"),),
            order=10, model=Account, columns=("name",), sort=(closed_last, "name", "pk"), entry=_accounts,
            rows=lambda by: accounts_seen_by(by).prefetch_related(covers_along()),
            pages=("accounts:account",),
        )
    )  # fmt: skip
    jumps.register(
        Kind(
            key=CONTACT, names=(lazy("Contact"),),
            order=15, model=Contact,
            columns=("name", "title", "account__name", "mail"), sort=("name", "pk"),
            entry=_contacts,
            rows=lambda by: contacts_seen_by(by).filter(is_active=True).select_related("account").only(*SHOWN),
            pages=("accounts:contact",), stands_for=lambda contact: contact.account.name,
            fields=(
                (lazy("phone telephone number mobile call"), lambda contact: contact.phone or _("no phone number")),
                (lazy("address email e-mail"), lambda contact: contact.mail or _("no email address")),
            ),
        )
    )  # fmt: skip
    jumps.register(
        Kind(
            key="preference", names=(lazy("Preference"),),
            order=58, model=Preference, columns=("text", "holder__name", "account__name"), sort=("-pk",),
            entry=_preferences, rows=_preference_rows, words_first=True,
        )
    )  # fmt: skip
