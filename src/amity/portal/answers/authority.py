"""Whether a contact can decide about an item: the approvers of the agreements, or else the decision makers."""

from amity.accounts.models import Contact
from amity.accounts.rules import DECIDES, SPONSOR
from amity.agreements.named_people.queries import approvers_of
from amity.agreements.named_people.rules import may_approve
from amity.gate.answering.registry import authority_for
from amity.gate.answering.rules import MONEY
from amity.gate.models import Item
from amity.gate.subjects.registry import amounts_of
from amity.portal.answers.rules import is_shared_mailbox
from amity.shared.money import UnknownCurrency, round_half_even
from amity.shared.text.amounts import amounts_in
from amity.shared.values import LARGEST_SAFE


def is_shared(contact: Contact) -> bool:
    """Return whether a contact is a mailbox that several people read."""
    return is_shared_mailbox(contact.mail, flagged=contact.is_shared)


def may_approve_item(item: Item, contact: Contact) -> bool:
    """Return whether an approval of a contact counts: they have the authority, and alone read their mailbox."""
    return not is_shared(contact) and has_authority(item, contact)


def names_of_approvers(item: Item) -> list[str]:
    """Return who at the client can approve an item, by name."""
    people = Contact.objects.filter(account=item.account_id, is_active=True).order_by("name", "pk")
    return list(dict.fromkeys(one.name for one in people if may_approve_item(item, one)))


def has_authority(item: Item, contact: Contact) -> bool:
    """Return whether a contact can decide about an item, by kind and amount.

    Where no agreement in force names an approver, decision makers and sponsors can.
    """
    approvers = approvers_of(item.account_id)
    if not approvers:
        return bool({DECIDES, SPONSOR} & set(contact.roles))
    what = authority_for(item)
    amounts = _amounts(item) if what == MONEY else []
    return may_approve(approvers, name=contact.name, mail=contact.mail, what=what, amounts=amounts)


def _amounts(item: Item) -> list[tuple[int, str]]:
    """Return what an item costs, and the amounts it mentions. One that can't be read is above any limit."""
    found = [(one.minor, one.currency) for one in amounts_of(item.subject_kind, item.subject_id)]
    for amount, currency in amounts_in(f"{item.subject}\n{item.body}", item.account.currency):
        try:
            found.append((round_half_even(amount, currency), currency))
        except UnknownCurrency:
            found.append((LARGEST_SAFE, item.account.currency))
    return found or [(LARGEST_SAFE, item.account.currency)]
