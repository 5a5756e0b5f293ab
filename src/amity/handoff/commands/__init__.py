"""What changes hand-offs: preparing, offering, answering, reading back, what follows, and the cap of work at risk."""

from amity.handoff.commands.accounts import prepare_account
from amity.handoff.commands.after import acknowledge, finish_condition
from amity.handoff.commands.answering import (
    Wanted,
    accept_handoff,
    accept_with_conditions,
    got_it,
    return_handoff,
)
from amity.handoff.commands.offering import offer_handoff, take_back
from amity.handoff.commands.preparing import prepare_handoff
from amity.handoff.commands.reading_back import judge_read_back, read_back
from amity.handoff.commands.risking import raise_cap, stop_work
from amity.handoff.commands.seeing_risks import see_risk
from amity.handoff.commands.writing import Words, add_note, drop_note, edit_note, write_prompts

__all__ = [
    "Wanted",
    "Words",
    "accept_handoff",
    "accept_with_conditions",
    "acknowledge",
    "add_note",
    "drop_note",
    "edit_note",
    "finish_condition",
    "got_it",
    "judge_read_back",
    "offer_handoff",
    "prepare_account",
    "prepare_handoff",
    "raise_cap",
    "read_back",
    "return_handoff",
    "see_risk",
    "stop_work",
    "take_back",
    "write_prompts",
]
