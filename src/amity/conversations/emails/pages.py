"""What conversations add to the page of a thread: what emails became, and the menu over selected words."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from amity.accounts.models import Account
from amity.accounts.queries import may_keep
from amity.conversations.emails import queries
from amity.conversations.notes.page import SELECTED, became_of
from amity.conversations.notes.wording import MARKS
from amity.mailbox.models import Message
from amity.shared.actor import Actor


def became(_by: Actor, messages: Sequence[Message]) -> Mapping[int, Any]:
    """Return what the words of emails became, by the email's id."""
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for point in queries.points_of(messages):
        found[point.message_id].append(became_of(point))
    return found


def menu(_by: Actor, _account: Account) -> list[tuple[str, str, Any]]:
    """Return the keys of the menu over selected words, what each makes, and its label."""
    return [(key, mark, MARKS[mark]) for key, mark in SELECTED.items()]


def offers_menu(by: Actor, account: Account) -> bool:
    """Return whether the actor can make records on the account."""
    return bool(may_keep(by, account))
