"""Choices of the forms about a retainer."""

from amity.accounts.candidates import contacts_for
from amity.agreements.models import Agreement


def contact_choices(agreement: Agreement) -> list[tuple[str, str]]:
    """Return the active contacts of the client, the likely ones first."""
    people = contacts_for(agreement.account) if agreement.account else ()
    return [(str(one.pk), one.name) for one in people]
