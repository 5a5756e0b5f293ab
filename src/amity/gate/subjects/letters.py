"""What every prepared email shares: its likely reader, a greeting and a closing line, in the reader's language."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from amity.accounts.contacts.queries import active_of
from amity.accounts.models import Account, Contact
from amity.accounts.rules import by_closeness
from amity.outbox.letters import greeted


def likely_reader(account: Account, *, roles: Sequence[str] = (), chosen: Contact | None = None) -> Contact | None:
    """Return the `chosen` contact if they can get email, or else the one with the first of `roles`, or the closest."""
    reachable = [one for one in active_of(account) if one.mail]
    if chosen is not None and any(one.pk == chosen.pk for one in reachable):
        return chosen
    order = {role: place for place, role in enumerate(roles)}

    def place(one: Contact) -> tuple[int, int]:
        return min((order.get(role, 9) for role in one.roles), default=9), by_closeness(one.roles)

    return min(reachable, key=place, default=None)


def letter(contact: Contact | None, paragraphs: Iterable[str], sender: str) -> str:
    """Return the text of an email: greeting, the paragraphs that aren't empty, closing line and name."""
    hello = _("Hello %(name)s,") % {"name": greeted(contact.name)} if contact else _("Hello,")
    closing = "\n".join((_("Kind regards"), sender))
    return "\n\n".join(one for one in (hello, *paragraphs, closing) if one)
