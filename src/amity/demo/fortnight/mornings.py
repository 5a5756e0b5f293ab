"""Today of each role on a morning, as Markdown."""

from datetime import datetime

from amity.shared.caches.reading import reading
from amity.shared.stories import Crew
from amity.today import rules
from amity.today.cards import wording
from amity.today.cards.collecting import board_of
from amity.today.cards.values import Board, Card
from amity.today.shown.commands import record_shown
from amity.ui import formats
from amity.waiting.kinds import late_headline


def morning(crew: Crew, name: str, role: str, now: datetime) -> list[str]:
    """Return someone's Today as lines of Markdown, and record that they were shown it."""
    by = crew.acting(name)
    with reading():
        board = board_of(by, now)
    record_shown(by=by, now=now, board=board)
    needed = " ".join([wording.title(board, now, has_figures=False), *wording.needed(board)])
    lines = [f"**{name}, {role}.** {needed}", ""]
    lines += [f"{place}. {_card(card, board)}" for place, card in enumerate(board.shown[: rules.OPEN], 1)]
    folded = len(board.shown) - rules.OPEN
    if folded > 0:
        lines += ["", _also(board)]
    return [*lines, ""] if board.shown else lines


def _card(card: Card, board: Board) -> str:
    item = card.item
    named = item.named_heading.rstrip(".")
    due = f", {formats.day_with('by', card.due, board.today)}" if card.due and not item.days_late else ""
    is_in_title = item.headline == late_headline(item.title, item.days_late)
    days = 0 if is_in_title else item.days_late
    late = f", {days} days late" if days > 1 else ", 1 day late" if days else ""
    signs = f" ({causes})" if (causes := wording.causes(card)) else ""
    return f"*{card.lead.kind.label}* — {named}{due}{late}{signs}. Rank {card.total}."


def _title(card: Card) -> str:
    return card.item.heading.rstrip(".")


def _also(board: Board) -> str:
    titles = "; ".join(_title(card) for card in board.shown[rules.OPEN :])
    return f"Folded: {titles}."
