"""Today in the demo agency: what its accounts weigh, and what the account manager set aside."""

from datetime import datetime, timedelta
from typing import Final

from amity.shared.actor import Actor
from amity.shared.stories import Crew
from amity.today.asides.commands import let_pass, not_now
from amity.today.asides.fields import LetPassFields, NotNowFields
from amity.today.cards.collecting import board_of
from amity.today.weights.commands import keep_weights

MANAGER: Final = "Nadia Ferrer"
AWAY: Final = timedelta(days=6)


def story(crew: Crew, *, now: datetime) -> None:
    """Weigh the accounts, and let the account manager set the last two of her cards aside."""
    keep_weights(now)
    by: Actor = crew.acting(MANAGER)
    board = board_of(by, now)
    if len(board.shown) < 9:
        return
    later, passed = board.shown[-1], board.shown[-2]
    not_now(by=by, card_key=later.key, fields=NotNowFields(board.today + AWAY), now=now)
    let_pass(by=by, card_key=passed.key, fields=LetPassFields("timing"), now=now)
