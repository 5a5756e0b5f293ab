"""Values of the page before a call, and its address."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.conversations.calls.assembling import sheet
from amity.conversations.calls.call import Call
from amity.conversations.calls.finding import names_of
from amity.conversations.calls.sheet import Sentence
from amity.shared.actor import Actor


def title(call: Call) -> Sentence:
    """Return the title of the page."""
    return Sentence(_("Before the call with %(who)s"), {"who": names_of(call)})


def context(by: Actor, call: Call) -> dict[str, Any]:
    """Return the values of the page."""
    account = call.account
    return {
        "call": call,
        "account": account,
        "title": title(call),
        "sheet": sheet(by, call),
        "note_address": note_address(call),
        "open_address": reverse("accounts:account", args=[account.pk]),
    }


def note_address(call: Call) -> str:
    """Return the address of the note form with who is on the call filled in."""
    address = reverse("conversations:record_note", args=[call.account.pk])
    query = "&".join(f"contact={contact.pk}" for contact in call.contacts)
    return f"{address}?{query}" if query else address
