"""The frame of every account page: the people on both sides, the tabs, and the actions available."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet, Value
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts import places, queries
from amity.accounts.any_account import ACCOUNT
from amity.accounts.contacts import queries as contact_queries
from amity.accounts.models import Account
from amity.agency.editions.by_roles import rows_by_roles
from amity.audit.actor_rights import actor_of
from amity.people.jumps import page_of
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui.links import Link
from amity.ui.slots import Entry


def tab_context(request: HttpRequest, account_id: int, key: str) -> dict[str, Any]:
    """Return the context of `accounts/page.html` for the tab `key`, or raise `NotSeen`.

    The template asks for tabs and heads, so that a page that replaces them doesn't read them.
    """
    actor = actor_of(request)
    account = queries.account_seen_by(actor, account_id)
    rights = queries.rights(actor, account)
    return {
        "account": account,
        "status_word": queries.status_labels()[account.status],
        "rights": rights,
        "tabs": lambda: tabs(actor, account, key),
        "their_people": contact_queries.key_contacts(account) if rights.whole else [],
        "our_people": _our_people(actor, account),
        "heads": lambda: _heads(actor, account),
        "new_work": [(entry, entry.address(account)) for entry in places.new_work.seen_by(actor, account)],
    }


def list_links(actor: Actor, key: str) -> list[Link]:
    """Return the lists under Accounts as links, with the one named `key` current."""
    entries = places.lists.seen_by(actor)
    return [Link(str(entry.label), entry.address(), entry.key == key) for entry in entries]


def _heads(actor: Actor, account: Account) -> list[tuple[str, Any]]:
    """Return template and loaded value of each part that draws under the account's name, if it has anything to draw."""
    heads = [one for one in places.heads.seen_by(actor, account) if isinstance(one, places.AccountHead)]
    return [(one.template, found) for one in heads if (found := one.of(account))]


def tabs(actor: Actor, account: Account, key: str, total: int | None = None) -> list[Link]:
    """Return the tabs with their counts, the one named `key` current. `total` is its count where it is known."""
    entries = places.tabs.seen_by(actor, account)
    known = {} if total is None else {key: total}
    counts = _counted(actor, account, [entry for entry in entries if entry.key not in known]) | known
    return [
        Link(str(entry.label), entry.address(account), entry.key == key, count=counts.get(entry.key, 0))
        for entry in entries
    ]


def _counted(actor: Actor, account: Account, entries: Sequence[Entry]) -> dict[str, int]:
    """Return how many rows are behind each of these tabs, in one query for all of them."""
    counted = [tab for tab in entries if isinstance(tab, places.AccountTab) and tab.behind]
    if not counted:
        return {}
    name = ("behind the tabs of an account", *(tab.key for tab in counted))
    today = person_of(actor).day_of(timezone.now())
    found = rows_by_roles(name, actor, today, {"account": account.pk}, lambda anyone: _behind(anyone, counted))
    return Counter(key for key, _pk in found)


def _behind(by: Actor, tabs: Sequence[places.AccountTab]) -> QuerySet[Any, Any]:
    """Return the rows behind tabs of an account, each with the key of its tab."""
    rows = [
        some.order_by().values_list(Value(tab.key), "pk")
        for tab in tabs
        if tab.behind
        for some in tab.behind(by, ACCOUNT)
    ]
    return rows[0].union(*rows[1:], all=True)


def _our_people(actor: Actor, account: Account) -> list[tuple[str, str, str]]:
    """Return manager, today's stand-in, director and the people other parts name, each once with all duties.

    With each is the address of the page about them that the actor can see. Without a manager their name is "".
    """
    duties = queries.duty_labels()
    found = [(account.manager, duties["manager"])]
    asked = queries.manager_on(account, timezone.localdate())
    if asked is not None and asked.pk != account.manager_id:
        found.append((asked, _("stand-in")))
    if account.director:
        found.append((account.director, duties["director"]))
    for entry in places.people.seen_by(actor, account):
        found += entry.load(actor, [account.pk]).get(account.pk, [])
    by_name: dict[str, tuple[Person | None, list[str]]] = {}
    for person, duty in found:
        _first, held = by_name.setdefault(person.name if person else "", (person, []))
        held += [] if duty in held else [duty]
    return [
        (name, ", ".join(held), page_of(actor, person) if person else "") for name, (person, held) in by_name.items()
    ]
