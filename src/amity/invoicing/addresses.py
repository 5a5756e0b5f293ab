"""The list of invoices, filtered."""

from urllib.parse import urlencode

from amity.accounts.models import Account
from amity.ui.links import address_of


def invoices_of(account: Account, **asked: str) -> str:
    """Return the list of an account’s invoices: open ones, unless the filters ask for others."""
    return f"{address_of('invoicing:invoices')}?{urlencode({'account': account.name, 'whose': 'all'} | asked)}"
