"""Queries for contacts the actor can see, and their labels."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.db.models import Exists, Max, Model, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from amity.accounts import hooks, rules
from amity.accounts.any_account import ACCOUNT
from amity.accounts.covers.prefetch import covers_along
from amity.accounts.models import Account, Contact
from amity.accounts.queries import sees_whole
from amity.agency.editions.by_roles import row_by_roles
from amity.people import rules as roles
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.caches.reading import once_a_page
from amity.shared.errors import NotSeen
from amity.shared.rows.lookup import seen_or_missing
from amity.shared.rows.prepared import Prepared, many
from amity.ui.search.words import any_word

ACTIVE: Final = Prepared(
    lambda: with_statements(Contact.objects.filter(account=ACCOUNT, is_active=True)).annotate(is_double=doubles())
)
ACTIVE_OF_EACH: Final = Prepared(lambda: with_statements(Contact.objects.filter(many("account"), is_active=True)))


def doubles() -> Exists:
    """Return the condition that another contact has this email address, on whichever account."""
    return Exists(Contact.objects.filter(mail=OuterRef("mail")).exclude(pk=OuterRef("pk")))


def with_statements(contacts: QuerySet[Contact]) -> QuerySet[Contact]:
    """Return contacts by name, with the date of each one's newest statement in every part that records some."""
    latest = {_column(place): _latest(model) for place, model in enumerate(hooks.statements)}
    return contacts.annotate(**latest).order_by("name", "pk")


def _latest(model: type[Model]) -> Subquery:
    stated = model._default_manager.filter(stated_by=OuterRef("pk")).order_by().values("stated_by")
    return Subquery(stated.annotate(latest=Max("stated_on")).values("latest"))


def last_stated_on(contact: Contact) -> date:
    """Return the date of a contact's newest statement, or the first of all dates. They were read `with_statements`."""
    days = [getattr(contact, _column(place)) for place in range(len(hooks.statements))]
    return max((day for day in days if day is not None), default=date.min)


def _column(place: int) -> str:
    return f"stated_{place}"


def contact_seen_by(by: Actor, contact_id: int, *, lock: bool = False) -> Contact:
    """Return one contact of an account that the actor sees whole, or raise `NotSeen`."""
    gone = _("Contact not found. They may have been deleted, or you don’t have access to their account.")
    found: Any = (
        seen_or_missing(_with_people(by), contact_id, gone, lock=True)
        if lock
        else row_by_roles("contact", by, contact_id, gone, _with_people)
    )
    contact: Contact = found
    if not (found.sees_account and sees_whole(by, contact.account)):
        raise NotSeen(gone)
    return contact


def _with_people(by: Actor) -> QuerySet[Any]:
    """Return contacts with the people of their account, and whether the actor sees that."""
    account = Account.objects.visible_to(person_of(by)).filter(pk=OuterRef("account_id"))
    found = Contact.objects.select_related("account__manager", "account__director", "reports_to")
    found = found.annotate(sees_account=Exists(account), is_double=doubles())
    return found.prefetch_related(covers_along("account"))


def contacts_seen_by(by: Actor) -> QuerySet[Contact]:
    """Return the contacts of every account to which the actor has full access."""
    person = person_of(by)
    if person.has_role(*roles.SEES_EVERY_ACCOUNT):
        return Contact.objects.all()
    account = Account.objects.managed_by(person).filter(pk=OuterRef("account_id"))
    return Contact.objects.filter(Exists(account))


def names_found(by: Actor, words: Sequence[str]) -> dict[int, str]:
    """Return the names of active contacts the actor sees that have one of the words, by the id of their account."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    if words:
        rows = contacts_seen_by(by).filter(any_word(words, "name"), is_active=True)
        for account_id, name in rows.values_list("account_id", "name"):
            found[account_id].append(name)
    return {account_id: " ".join(names) for account_id, names in found.items()}


def others_of(account: Account, contact: Contact | None) -> list[Contact]:
    """Return the active contacts of an account that a contact can report to."""
    return [other for other in active_of(account) if contact is None or other.pk != contact.pk]


def active_of(account: Account) -> list[Contact]:
    """Return the active contacts of an account by name, read once for a page."""
    known: dict[int, list[Contact]] = once_a_page("active contacts", dict)
    if account.pk not in known:
        known[account.pk] = ACTIVE.rows({"account": account.pk})
    return list(known[account.pk])


def active_of_each(account_ids: Collection[int]) -> Mapping[int, Sequence[Contact]]:
    """Return the active contacts of each account by name. Those that the page has read aren't read again."""
    known: dict[int, list[Contact]] = once_a_page("active contacts", dict)
    missing = {pk: list[Contact]() for pk in account_ids if pk not in known}
    if missing:
        for contact in ACTIVE_OF_EACH.rows({"account": list(missing)}):
            missing[contact.account_id].append(contact)
        known |= missing
    return {pk: known[pk] for pk in account_ids}


def key_contacts(account: Account, most: int = 3) -> list[Contact]:
    """Return the contacts shown in the header: sponsor, decision maker and day-to-day contact, in that order."""
    order = {role: place for place, role in enumerate(rules.KEY_ROLES)}
    labels = contact_role_labels()
    found = active_of(account)
    for contact in found:
        contact.first_role = labels.get(min(contact.roles, key=lambda role: order.get(role, 9), default=""), "")  # type: ignore[attr-defined]
    found.sort(key=lambda contact: min((order.get(role, 9) for role in contact.roles), default=9))
    return found[:most]


def contact_role_labels() -> dict[str, str]:
    """Return the labels of contact roles."""
    return {
        rules.SPONSOR: _("sponsor"),
        rules.DECIDES: _("decision maker"),
        "champion": _("champion"),
        rules.DAY_TO_DAY: _("day-to-day"),
        "procurement": _("procurement"),
        "finance": _("finance"),
        "legal": _("legal"),
    }


def standing_labels() -> dict[str, str]:
    """Return the labels of standings."""
    return {
        "backs_us": _("backs us"),
        "neutral": _("neutral"),
        "doubts": _("has doubts"),
        "prefers_another": _("prefers another agency"),
    }


def channel_labels() -> dict[str, str]:
    """Return the labels of channels."""
    return {"mail": _("email"), "phone": _("phone"), "meeting": _("meeting"), "message": _("message")}
