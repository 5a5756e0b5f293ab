"""Who at the client gets an agreement: its signatory, whoever it or one above it names for prices, or who decides."""

from collections.abc import Iterable

from amity.accounts.contacts.queries import active_of
from amity.accounts.models import Account, Contact
from amity.accounts.rules import DECIDES, SPONSOR
from amity.agreements.models import Agreement
from amity.agreements.named_people.queries import approvers_under, named_at_client
from amity.agreements.named_people.rules import ALL, MONEY, Approver, is_them
from amity.gate.subjects.letters import likely_reader


def readers_of(agreement: Agreement, account: Account) -> list[Contact]:
    """Return the contacts of the account who get an agreement, the signatory first."""
    signatory = Approver(agreement.client_signer, "", ALL) if agreement.client_signer.strip() else None
    own = [signatory, *named_at_client(agreement)] if signatory else named_at_client(agreement)
    found = _binding(own, account) or _binding(approvers_under(account.pk, agreement.pk), account)
    if found:
        return found
    likely = likely_reader(account, roles=(DECIDES, SPONSOR))
    return [likely] if likely else []


def _binding(named: Iterable[Approver], account: Account) -> list[Contact]:
    """Return the contacts with an email address who can approve prices, once each."""
    reachable = [one for one in active_of(account) if one.mail]
    found = [
        contact
        for approver in named
        for contact in reachable
        if approver.approves in (MONEY, ALL) and is_them(approver, contact.name, contact.mail)
    ]
    return list({one.pk: one for one in found}.values())
