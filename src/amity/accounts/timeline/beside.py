"""What is open of one kind, beside the conversation: what we promised, and what we are waiting for."""

from dataclasses import dataclass
from typing import Final

from django.utils import timezone

from amity.accounts.models import Account
from amity.accounts.places import AccountSection, beside_conversation
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.waiting.kinds import Text
from amity.waiting.queries import Group, open_on

MOST: Final = 5


@dataclass(frozen=True, slots=True)
class Open:
    """What is open of a kind, None for nothing. `nothing` says so."""

    key: str
    heading: Text
    nothing: Text
    group: Group | None
    most: int = MOST


def register(kind: str, order: int, heading: Text, nothing: Text) -> None:
    """Show what is open of a kind of waiting things."""

    def loaded(by: Actor, account: Account) -> Open:
        today = person_of(by).day_of(timezone.now())
        groups = open_on(by, account.pk, today, account=account, only=kind)
        return Open(kind, heading, nothing, groups[0] if groups else None)

    template = "accounts/conversation/open.html"
    beside_conversation.register(AccountSection(key=kind, order=order, label=heading, template=template, of=loaded))
