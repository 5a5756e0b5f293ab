"""Values of the pages of mailboxes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.mailbox.connections.models import Connection
from amity.mailbox.connections.rules import folders_not_found
from amity.mailbox.connections.wording import Condition, condition_of
from amity.ui.acts import ActPage


@dataclass(frozen=True, slots=True)
class Shown:
    """A mailbox with its state in words."""

    row: Connection
    condition: Condition


def shown(rows: Iterable[Connection]) -> list[Shown]:
    """Return mailboxes with their state in words."""
    return [Shown(row, condition_of(row)) for row in rows]


def home_of(account: Account | None) -> str:
    """Return the page that lists the mailboxes of a person or of an account."""
    if account is None:
        return reverse("mailbox:own_mailboxes")
    return reverse("mailbox:account_mailboxes", args=[account.pk])


def crumbs(account: Account | None) -> tuple[tuple[str, str], ...]:
    """Return the way to that page."""
    if account is None:
        return ((_("My settings"), reverse("people:own")), (_("Mailboxes"), home_of(None)))
    return (
        (_("Accounts"), reverse("accounts:accounts")),
        (account.name, reverse("accounts:account", args=[account.pk])),
        (_("Mailboxes"), home_of(account)),
    )


def connect_page(account: Account | None) -> ActPage:
    """Return the frame of the form that connects a mailbox."""
    return ActPage(
        title=_("Connect mailbox"), button=_("Connect mailbox"), back=home_of(account), crumbs=crumbs(account),
        hint=_("Amity reads emails with your clients’ contacts. All others are left unread and are never stored."),
        template="mailbox/connect.html",
    )  # fmt: skip


def edit_page(row: Connection) -> ActPage:
    """Return the frame of the form that changes a mailbox."""
    back = reverse("mailbox:connection", args=[row.pk])
    return ActPage(
        title=_("Edit mailbox"), button=_("Save mailbox"), back=back,
        crumbs=(*crumbs(row.account), (row.address, back)), template="mailbox/connect.html",
    )  # fmt: skip


def connection_context(row: Connection) -> dict[str, Any]:
    """Return the values of the page of one mailbox."""
    folders = list(row.folders.order_by("pk"))
    return {
        "one": Shown(row, condition_of(row)), "crumbs": crumbs(row.account),
        "folders": folders, "not_found": folders_not_found(row.more_folders, [(one.name, one.role) for one in folders]),
    }  # fmt: skip
