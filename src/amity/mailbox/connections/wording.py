"""How reading a mailbox goes, in words: its state, and what to do about an error."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from amity.mailbox.connections import rules
from amity.mailbox.connections.faults import REFUSALS, SENTENCES
from amity.mailbox.connections.models import Connection


@dataclass(frozen=True, slots=True)
class Condition:
    """The state of a mailbox: its label, its colour, and the sentence that says what is wrong and what to do."""

    label: str
    state: str
    sentence: str = ""


def condition_of(row: Connection) -> Condition:
    """Return the state of a mailbox for its page."""
    reading = row.reading
    if row.paused_at is not None:
        return Condition(_("Paused"), "watch")
    if reading.state == rules.REFUSED:
        return Condition(_("Login refused"), "unwell", what_to_do(row))
    if reading.sending_fault in REFUSALS:
        return Condition(_("Can’t send"), "unwell", sentence_of(reading.sending_fault))
    if reading.state == rules.UNREACHABLE:
        return Condition(_("Not reached"), "watch", sentence_of(reading.fault))
    if reading.state == rules.READ:
        return Condition(_("Connected"), "well")
    return Condition(_("Reading for the first time"), "info")


def sentence_of(fault: str) -> str:
    """Return the sentence of an error, "" without one."""
    return str(SENTENCES[fault]) if fault else ""


def what_to_do(row: Connection) -> str:
    """Return what is wrong with the login, and what its person can do."""
    if row.method == rules.OAUTH or row.reading.fault == rules.NO_KEY:
        return sentence_of(row.reading.fault)
    return _("The server refuses the password. Enter the new one, or an app password.")
