"""Search results for accounts and contacts by name."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.accounts import places
from amity.accounts.contacts.queries import contacts_seen_by
from amity.accounts.queries import accounts_seen_by
from amity.shared.actor import Actor
from amity.ui.search.jumps import MOST, Found, every_word, holds


def find(by: Actor, words: Sequence[str]) -> Iterator[Found]:
    """Find accounts the actor can see, then contacts of accounts to which they have full access."""
    accounts = accounts_seen_by(by).select_related(None).filter(every_word(words, "name")).order_by("name", "pk")
    for account in accounts[:MOST]:
        yield Found(_("Account"), account.name, reverse("accounts:account", args=[account.pk]))
    contacts = contacts_seen_by(by).filter(every_word(words, "name", "account__name"), is_active=True)
    for one in contacts.select_related("account").order_by("name", "pk")[:MOST]:
        note = f"{one.title}, {one.account.name}" if one.title else one.account.name
        yield Found(_("Contact"), one.name, reverse("accounts:account", args=[one.account_id]), note)


def find_lists(by: Actor, words: Sequence[str]) -> Iterator[Found]:
    """Find the lists under Accounts that the actor can see, such as projects, agreements and reviews."""
    for entry in places.lists.seen_by(by):
        if entry.key != "accounts" and holds(str(entry.label), words):
            yield Found(_("Page"), str(entry.label), entry.address())
