"""What changes accounts: opening and editing, who answers for them, their people."""

from amity.accounts.commands.contacts import (
    ContactChanges,
    add_contact,
    bring_back_contact,
    edit_contact,
    retire_contact,
)
from amity.accounts.commands.covering import end_cover, set_cover
from amity.accounts.commands.holding import assign_account, follow_dates
from amity.accounts.commands.opening import AccountChanges, edit_account, move_account, open_account, set_domains

__all__ = [
    "AccountChanges",
    "ContactChanges",
    "add_contact",
    "assign_account",
    "bring_back_contact",
    "edit_account",
    "edit_contact",
    "end_cover",
    "follow_dates",
    "move_account",
    "open_account",
    "retire_contact",
    "set_cover",
    "set_domains",
]
