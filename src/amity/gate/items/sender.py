"""By which mailbox an item leaves, and whether that can send. The address is frozen with the item and shown with it."""

from django.db import connection
from django.utils.translation import gettext as _

from amity.agency.queries import agency
from amity.gate import hooks
from amity.gate.models import Item
from amity.outbox.queries import mail_server_configured
from amity.people.models import Person
from amity.shared.errors import Invalid, Refused


def sender_for(author_id: int) -> str:
    """Return the address of the author's own mailbox by which new emails leave, or "" for the agency's server.

    A mailbox that can't send is chosen only if the agency has no server.
    """
    own = hooks.sender_of(author_id)
    return own.address if own is not None and not (own.trouble and mail_server_configured()) else ""


def trouble_of(item: Item) -> str:
    """Return in a sentence why an item can't leave by the mailbox it was frozen with, or ""."""
    if not item.sender:
        return "" if _has_server() else _without_mailbox(item.author)
    own = hooks.sender_of(item.author_id, item.sender)
    if own is None:
        return _("The mailbox %(address)s is no longer connected.") % {"address": item.sender}
    if own.trouble:
        return _("The mailbox %(address)s can’t send. %(why)s") % {"address": item.sender, "why": own.trouble}
    return ""


def trouble_ahead(author: Person) -> str:
    """Return in a sentence why nothing that a person writes now can leave, or ""."""
    if only_saves() and not sender_for(author.pk):
        return _("No email server is set up. Amity saves this email, but can’t send it.")
    return "" if _has_server() or sender_for(author.pk) else _without_mailbox(author)


def only_saves() -> bool:
    """Return whether an email without a mailbox of its own is only saved, as in a demo without a server."""
    return not mail_server_configured() and agency().is_demo


def _has_server() -> bool:
    """Return whether the agency has a server. A demo needs none: its emails are stored, so that people can try it."""
    return mail_server_configured() or agency().is_demo


def _without_mailbox(author: Person) -> str:
    names = {"who": author.name}
    return _("%(who)s has no mailbox connected, and the agency has no email server.") % names


def expect_sender(item: Item, refusal: type[Refused | Invalid] = Refused) -> None:
    """Raise a refusal if an item can't leave by the mailbox it was frozen with."""
    if trouble := trouble_of(item):
        raise refusal(_("%(trouble)s Nothing was sent.") % {"trouble": trouble})


def ask_server(author_id: int, address: str = "") -> None:
    """Find out whether an author's mailbox can send again after a refused login. It may take seconds.

    Inside a transaction nothing is asked: no lock waits for a mail server.
    """
    if connection.in_atomic_block:
        return
    for ask in hooks.ask_sender:
        ask(author_id, address)


def ask_server_of(item: Item | None) -> None:
    """Find out whether an item's mailbox can send again. One that leaves by the agency's server has none."""
    if item is not None and item.sender:
        ask_server(item.author_id, item.sender)
