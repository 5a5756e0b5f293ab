"""The values of a connected mailbox, with their limits. The password isn't one of them, so that nothing records it."""

from dataclasses import dataclass, replace
from typing import Annotated

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from amity.mailbox.connections.rules import (
    DAYS_BACK,
    MOST_DAYS_BACK,
    MOST_FOLDER_NAME,
    MOST_FOLDERS,
    PROVIDERS,
    SECURITY,
    folder_names,
    is_private,
    provider_of,
    servers_for,
)
from amity.shared.errors import Invalid
from amity.shared.values import OneOf, Text, Whole, tidied


@dataclass(frozen=True, slots=True)
class MailboxFields:
    """A mailbox and its servers. What is blank is guessed from the address and the provider."""

    address: Annotated[str, Text(254, needed=_("Enter an email address."))]
    provider: Annotated[str, OneOf(PROVIDERS, needed=False)] = ""
    user: Annotated[str, Text(254)] = ""
    imap_host: Annotated[str, Text(253)] = ""
    imap_port: Annotated[int | None, Whole(1, 65535)] = None
    imap_security: Annotated[str, OneOf(SECURITY, needed=False)] = ""
    smtp_host: Annotated[str, Text(253)] = ""
    smtp_port: Annotated[int | None, Whole(1, 65535)] = None
    smtp_security: Annotated[str, OneOf(SECURITY, needed=False)] = ""
    days_back: Annotated[int, Whole(0, MOST_DAYS_BACK)] = DAYS_BACK
    more_folders: Annotated[str, Text(MOST_FOLDERS * MOST_FOLDER_NAME, lines=True)] = ""


def completed(fields: MailboxFields) -> MailboxFields:
    """Return the fields with what was left blank filled in. Raise `Invalid` for the first wrong one."""
    clean = tidied(fields)
    address = clean.address.casefold()
    try:
        validate_email(address)
    except ValidationError:
        raise Invalid(_now("Enter a valid email address."), "address") from None
    servers = servers_for(address, clean.provider)
    return replace(
        clean, address=address, provider=clean.provider or provider_of(address), user=clean.user or address,
        imap_host=clean.imap_host or servers.imap_host, imap_port=clean.imap_port or servers.imap_port,
        imap_security=clean.imap_security or servers.imap_security, smtp_host=clean.smtp_host or servers.smtp_host,
        smtp_port=clean.smtp_port or servers.smtp_port, smtp_security=clean.smtp_security or servers.smtp_security,
        more_folders="\n".join(_folders(clean.more_folders)),
    )  # fmt: skip


def _folders(text: str) -> list[str]:
    """Return the names of further folders. Raise `Invalid` for a private one, and for too many."""
    names = folder_names(text)
    if len(names) > MOST_FOLDERS:
        raise Invalid(_now("Enter at most %(most)s folders.") % {"most": MOST_FOLDERS}, "more_folders")
    if any(len(name) > MOST_FOLDER_NAME for name in names):
        sentence = _now("Enter folder names of at most %(most)s characters.") % {"most": MOST_FOLDER_NAME}
        raise Invalid(sentence, "more_folders")
    if any(is_private(name, delimiter) for name in names for delimiter in "/."):
        raise Invalid(_now("Remove the folder named Private. Amity never reads it."), "more_folders")
    return names
