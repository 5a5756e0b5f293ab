"""The count of Today in the rail, which every page asks for: read without ranking anything."""

from datetime import date, datetime

from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.today.cards.values import Board
from amity.today.models import OwnToday
from amity.today.rules import SHOWN
from amity.today.shown.queries import state_of
from amity.today.shown.rules import unrecorded
from amity.ui.slots import Count
from amity.waiting.queries import count_for as waiting_count


def count_for(by: Actor, now: datetime) -> Count:
    """Return how many cards need a person, and whether any of them is due.

    They are those of the page when it was last drawn. Where something came or went since, there are as many as wait.
    """
    person = person_of(by)
    state, (total, late) = state_of(person), waiting_count(by, now)
    if (state.drawn_on, state.waiting) == (person.day_of(now), total):
        return state.cards, bool(state.due_cards)
    return min(SHOWN, total), bool(late)


def numbers_of(board: Board) -> tuple[int, int, int, date]:
    """Return the cards, those of them that are due, what waits in all, and the day."""
    return len(board.shown), board.due_today, board.total, board.today


def needs_recording(board: Board) -> bool:
    """Return whether the page shows something that isn't recorded yet."""
    return bool(unrecorded(board.state.shown, board.drawn, board.today)) or numbers_of(board) != _recorded(board.state)


def _recorded(state: OwnToday) -> tuple[int, int, int, date | None]:
    return state.cards, state.due_cards, state.waiting, state.drawn_on
