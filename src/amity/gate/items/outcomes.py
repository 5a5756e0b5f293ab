"""What happened to an email that was submitted or cleared, as a message; and what to do where no server can send it."""

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from amity.gate import rules
from amity.gate.items.sender import only_saves
from amity.gate.items.sentences import saved_sentence
from amity.gate.models import Item
from amity.people import rules as roles
from amity.people.queries import administrators_with_mail, person_of
from amity.shared.actor import Actor
from amity.ui.linked import naming


def show_outcome(request: HttpRequest, item: Item, by: Actor, sentence: str = "") -> None:
    """Show what happened to an email: a warning with whom to ask where no server can send it, otherwise a success."""
    if not waits_for_server(item):
        messages.success(request, sentence or saved_sentence(item))
        return
    waits = _("The email is ready, but it can’t leave: no email server is set up. %(ask)s Find it under %(what)s.")
    waits = waits % {"ask": whom_to_ask(by), "what": "%(what)s"}
    messages.warning(request, naming(waits, _("Not delivered"), reverse("gate:undelivered")))


def waits_for_server(item: Item) -> bool:
    """Return whether an email was cleared, and no server or mailbox can send it."""
    return item.state in (rules.CLEARED, rules.STORED) and not item.sender and only_saves()


def way_out(by: Actor) -> str:
    """Return what to do with an email that no server can send."""
    if person_of(by).has_role(roles.ADMINISTRATOR):
        return _("Send it from your own mailbox and mark it as sent, or set up an email server with AMITY_MAIL_URL.")
    sentence = _("Send it from your own mailbox and mark it as sent, or ask %(who)s to set up an email server.")
    return sentence % {"who": _administrator()}


def whom_to_ask(by: Actor) -> str:
    """Return the sentence that names who can set up an email server."""
    if person_of(by).has_role(roles.ADMINISTRATOR):
        return _("You can set one up with AMITY_MAIL_URL.")
    return _("Ask %(who)s to set one up.") % {"who": _administrator()}


def _administrator() -> str:
    first = administrators_with_mail().first()
    return first.name if first else _("an administrator")
