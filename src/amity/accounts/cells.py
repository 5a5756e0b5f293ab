"""The first cell of the list of accounts, drawn as text: its template takes a twentieth of the page."""

from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.accounts.rows import AccountRow
from amity.ui.links import address_with
from amity.ui.templatetags.amity import icon


def name(context: Context, row: AccountRow, _name: str) -> SafeString:
    """Draw the account's name with its manager, why it is among the reader's own, and the button that pins it."""
    account = row.account
    mine = context["list"].mine and account.manager_id != context["request"].user.pk
    return format_html(
        '<span class="pin-row">\n<span>\n<a class="quiet" href="{}" data-verbatim>{}</a>\n'
        "<small><span data-verbatim>{}</span>{}{}</small>\n</span>\n{}\n</span>",
        address_with("accounts:account", account.pk),
        account.name,
        account.manager.name if account.manager else "",
        " · " if mine and account.manager_id else "",
        _why_mine(account, context["request"].user.pk) if mine else "",
        _pin(row),
    )


def _why_mine(account: Account, reader: int) -> str:
    if account.director_id == reader:
        return _("you are the director")
    if account.manager is None:
        return _("no account manager")
    return _("reports to you") if account.manager.lead_id == reader else _("you are covering")


def _pin(row: AccountRow) -> SafeString:
    address = address_with("accounts:unpin_account" if row.pinned else "accounts:pin_account", row.pk)
    words = _("Unpin %(name)s") if row.pinned else _("Pin %(name)s")
    return format_html(
        '<button class="btn btn-quiet btn-icon pin-b" form="pin-form" formaction="{}" aria-pressed="{}">{}'
        '<span class="visually-hidden">{}</span></button>',
        address,
        "true" if row.pinned else "false",
        icon("pinned" if row.pinned else "pin", "s"),
        words % {"name": row.account.name},
    )
