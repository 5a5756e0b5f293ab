"""Whether a contact can decide about an item: the approvers of its agreement, or else the decision makers."""

from collections.abc import Sequence
from dataclasses import dataclass

from amity.accounts.contacts.queries import active_of
from amity.accounts.models import Contact
from amity.accounts.rules import DECIDES, SPONSOR
from amity.agreements.named_people.queries import approvers_of, approvers_under
from amity.agreements.named_people.rules import Approver, may_approve
from amity.gate.answering.registry import agreement_of, authority_for
from amity.gate.answering.rules import MONEY
from amity.gate.models import Item
from amity.gate.subjects.registry import amounts_of
from amity.portal.answers.rules import is_shared_mailbox, sums_of
from amity.shared.caches.reading import once_a_page
from amity.shared.money import UnknownCurrency, round_half_even
from amity.shared.text.amounts import amounts_in
from amity.shared.values import LARGEST_SAFE


def is_shared(contact: Contact) -> bool:
    """Return whether a contact is a mailbox that several people read."""
    return is_shared_mailbox(contact.mail, flagged=contact.is_shared)


@dataclass(frozen=True, slots=True)
class Authority:
    """Who can decide about an item: the approvers of its agreement in force, by kind and amount.

    Where no agreement in force names an approver, decision makers and sponsors can.
    """

    approvers: Sequence[Approver]
    what: str
    amounts: Sequence[tuple[int, str]]

    def holds(self, contact: Contact) -> bool:
        """Return whether a contact can decide."""
        if not self.approvers:
            return bool({DECIDES, SPONSOR} & set(contact.roles))
        return may_approve(
            self.approvers, name=contact.name, mail=contact.mail, what=self.what, amounts=self.amounts
        )  # fmt: skip


def authority_over(item: Item) -> Authority:
    """Return who can decide about an item. A page asks once."""
    return once_a_page(("authority", item.pk), lambda: _authority_over(item))


def _authority_over(item: Item) -> Authority:
    agreement = agreement_of(item)
    approvers = approvers_under(item.account_id, agreement) if agreement else approvers_of(item.account_id)
    what = authority_for(item) if approvers else ""
    return Authority(approvers, what, _amounts(item) if what == MONEY else [])


def has_authority(item: Item, contact: Contact) -> bool:
    """Return whether a contact can decide about an item."""
    return authority_over(item).holds(contact)


def may_approve_item(item: Item, contact: Contact) -> bool:
    """Return whether an approval of a contact counts: they have the authority, and alone read their mailbox."""
    return not is_shared(contact) and has_authority(item, contact)


def names_of_approvers(item: Item) -> list[str]:
    """Return who at the client can approve an item, by name."""
    authority = authority_over(item)
    people = active_of(item.account)
    return list(dict.fromkeys(one.name for one in people if not is_shared(one) and authority.holds(one)))


def _amounts(item: Item) -> list[tuple[int, str]]:
    """Return what an item costs, and the amounts it mentions. One that can't be read is above any limit.

    Where no document states the price, the amounts in the text are what is approved together.
    """
    stated = [(one.minor, one.currency) for one in amounts_of(item.subject_kind, item.subject_id)]
    found: list[tuple[int, str]] = []
    for amount, currency in amounts_in(f"{item.subject}\n{item.body}", item.account.currency):
        try:
            found.append((round_half_even(amount, currency), currency))
        except UnknownCurrency:
            found.append((LARGEST_SAFE, item.account.currency))
    together = [] if stated else sums_of(found)
    return [*stated, *found, *together] or [(LARGEST_SAFE, item.account.currency)]
