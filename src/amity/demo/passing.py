"""Accounts on their way to a colleague: one covered for two weeks next month, one offered for good."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from amity.accounts.models import Account
from amity.demo.crew import Crew, moment
from amity.demo.rules.book import EDDA, NADIA
from amity.demo.rules.cast import DIRECTOR
from amity.handoff import commands
from amity.handoff.commands import Words

Said = tuple[tuple[str, str, str], ...]
"""A block, what is said in it, and who said so."""

WHILE_AWAY: Final[Said] = (
    ("people", "Dana first, always; Helen only by phone.", NADIA),
    ("promise", "Three lines to look at before the middle of the month. Nothing else.", NADIA),
    ("open", "Piotr decides about the night lines while I am away: ask him on the Thursday call.", "Piotr Zielinski"),
    ("unsaid", "Nothing about the second phase yet: Helen has not told her board.", "Helen Marsh"),
)
FOR_GOOD: Final[Said] = (
    ("people", "They hear of it from both of us, in one call.", EDDA),
    ("promise", "Nobody raises the price before their season is over.", EDDA),
    ("open", "The agreement ends in spring; they have not said whether they go on.", EDDA),
    ("unsaid", "That we thought of letting the account rest.", DIRECTOR.name),
)


def pass_on(crew: Crew, accounts: Mapping[str, Account], *, now: datetime) -> None:
    """Nadia's holidays, taken by Edda; and one of Edda's accounts, offered to Nadia by the director."""
    day = now.date()
    if osprey := accounts.get("Osprey Rail"):
        first = day + timedelta(days=26)
        begun = commands.prepare_account(
            by=crew.acting(NADIA), account_id=osprey.pk, kind="cover", taker_id=crew.id(EDDA), starts_on=first,
            ends_on=first + timedelta(days=14), now=moment(day - timedelta(days=3)),
        )  # fmt: skip
        offered = _offer(crew, NADIA, begun.pk, WHILE_AWAY, moment(day - timedelta(days=3), 15))
        commands.accept_handoff(
            by=crew.acting(EDDA), handoff_id=begun.pk, number=offered, now=moment(day - timedelta(days=2))
        )
    if tarn := accounts.get("Tarn Outdoor"):
        begun = commands.prepare_account(
            by=crew.acting(DIRECTOR.name), account_id=tarn.pk, kind="succession", taker_id=crew.id(NADIA),
            starts_on=day + timedelta(days=20), now=moment(day - timedelta(days=1)),
        )  # fmt: skip
        _offer(crew, DIRECTOR.name, begun.pk, FOR_GOOD, moment(day - timedelta(days=1), 16))


def _offer(crew: Crew, by: str, handoff_id: int, said: Said, now: datetime) -> int:
    """Say what must be said, and offer it; returns the number of the version."""
    for block, text, who in said:
        words = Words(text, "known", who, "note", now.date())
        commands.add_note(by=crew.acting(by), handoff_id=handoff_id, block=block, words=words, now=now)
    return commands.offer_handoff(by=crew.acting(by), handoff_id=handoff_id, now=now).number
