"""Who at the client gets an agreement: its signatory and whoever it names for prices, or else who decides."""

from amity.accounts.contacts.queries import active_of
from amity.accounts.models import Account, Contact
from amity.accounts.rules import DECIDES, SPONSOR
from amity.agreements.models import Agreement
from amity.agreements.named_people.queries import named_at_client
from amity.agreements.named_people.rules import ALL, MONEY, Approver, is_them
from amity.gate.subjects.letters import likely_reader


def readers_of(agreement: Agreement, account: Account) -> list[Contact]:
    """Return the contacts of the account who get an agreement, the signatory first."""
    signatory = Approver(agreement.client_signer, "", ALL) if agreement.client_signer.strip() else None
    binding = [one for one in named_at_client(agreement) if one.approves in (MONEY, ALL)]
    reachable = [one for one in active_of(account) if one.mail]
    found = [
        contact
        for named in (signatory, *binding)
        for contact in reachable
        if named is not None and is_them(named, contact.name, contact.mail)
    ]
    if found:
        return list({one.pk: one for one in found}.values())
    likely = likely_reader(account, roles=(DECIDES, SPONSOR))
    return [likely] if likely else []
