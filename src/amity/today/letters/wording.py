"""The morning email: what comes first, the cards in their order, and on Fridays the digest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.outbox.letters import letter
from amity.today.cards.values import Board, Card
from amity.today.cards.wording import names_delay, needed
from amity.today.letters.rules import is_digest_day
from amity.ui import formats

MOST_IN_CHAT = 3
MOST_OF_A_KIND = 20
MOST_OF_HEADING = 120
"""Characters: a subject has more than that cut off by most mailboxes."""


@dataclass(frozen=True, slots=True)
class Morning:
    """The email of a morning, and the first cards for the chat."""

    subject: str
    body: str
    cards: Sequence[str]
    address: str


def morning_of(board: Board, now: datetime) -> Morning | None:
    """Return what to send for a person's Today, in the active language. None when nothing needs them."""
    digest = _digest(board) if is_digest_day(board.today) else []
    if not board.shown and not digest:
        return None
    address = settings.ENVIRONMENT.url + reverse("today:today")
    lines = [_line(card, board) for card in board.shown]
    body = letter(
        board.person.name, " ".join(needed(board)), "\n".join(lines), *digest, address,
        why=_(
            "You get this email on working days when something needs you. Change that in your menu, under “Email, chat "
            "and thresholds”."
        ),
    )  # fmt: skip
    return Morning(_subject(board), body, [_short(card) for card in board.shown[:MOST_IN_CHAT]], address)


def _subject(board: Board) -> str:
    if not board.shown:
        return _("Friday’s digest")
    return _short(board.shown[0])


def _line(card: Card, board: Board) -> str:
    more = len(card.others)
    lines = [f"- {_short(card, _when(card, board))}"]
    if more:
        lines.append(ngettext("and %(more)s more", "and %(more)s more", more) % {"more": formats.number(more)})
    return ", ".join(lines)


def _when(card: Card, board: Board) -> str:
    """Return how late a card is, or its due date, "" where its heading says it."""
    item = card.item
    if names_delay(item, item.days_late):
        return ""
    if item.days_late:
        return ngettext("%(days)s day late", "%(days)s days late", item.days_late) % {"days": item.days_late}
    return formats.day_with("by", item.due, board.today) if item.due else ""


def _short(card: Card, when: str = "") -> str:
    """Return what is wrong, with its account and its date in brackets."""
    item = card.item
    heading = Truncator(item.heading.removesuffix(".")).chars(MOST_OF_HEADING)
    about = ", ".join(one for one in (item.account.name if item.account else "", when) if one)
    return _("%(what)s (%(about)s)") % {"what": heading, "about": about} if about else heading


def _digest(board: Board) -> list[str]:
    """Return a paragraph for each kind that moved to the digest, with its cards."""
    found: dict[str, list[Card]] = {}
    for card in board.moved:
        found.setdefault(str(card.lead.kind.label), []).append(card)
    return [
        "\n".join([f"{label}:", *(f"- {_short(card)}" for card in own[:MOST_OF_A_KIND])])
        for label, own in found.items()
    ]
