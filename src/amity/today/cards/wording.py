"""Sentences of Today: the greeting, what comes first, and the arithmetic of a rank."""

from datetime import datetime
from typing import Final

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.outbox.letters import greeted
from amity.people.models import Person
from amity.today.cards.values import Board, Card, Sign
from amity.today.rules import LARGER, SMALLER, Rank, Weight
from amity.ui import formats
from amity.ui.reader_format import zone
from amity.waiting.kinds import Item, late_headline

NOON: Final = 12
EVENING: Final = 18


def title(board: Board, now: datetime, *, has_figures: bool) -> str:
    """Return the greeting with what comes first: an account, or else the kind of the first card.

    Above figures, which may matter more than any card, it says only how many there are.
    """
    return " ".join([greeting(board.person, now), *(_how_many(board) if has_figures else [_first(board)])])


def _first(board: Board) -> str:
    if not board.shown:
        return _("Nothing needs you.")
    first = board.shown[0]
    what = first.item.account.name if first.item.account else str(first.lead.kind.label)
    return _("%(what)s comes first.") % {"what": what}


def greeting(person: Person, now: datetime) -> str:
    """Return the greeting for the time of day of a person, with their name."""
    hour = now.astimezone(zone(person.time_zone)).hour
    name = {"name": greeted(person.name)}
    if hour < NOON:
        return _("Good morning, %(name)s.") % name
    return (_("Good afternoon, %(name)s.") if hour < EVENING else _("Good evening, %(name)s.")) % name


def sub(board: Board, *, has_figures: bool) -> str:
    """Return the date, how many things need the person unless the title says it, and how many are due today."""
    return " ".join([f"{capfirst(formats.long_day(board.today))}.", *(_due(board) if has_figures else needed(board))])


def needed(board: Board) -> list[str]:
    """Return how many things need the person, or their people, and how many are late or due today, as sentences."""
    return [*_how_many(board), *_due(board)]


def _how_many(board: Board) -> list[str]:
    count = len(board.shown)
    if not count:
        return []
    words = (
        ngettext("%(count)s thing needs your people.", "%(count)s things need your people.", count)
        if board.is_of_people
        else ngettext("%(count)s thing needs you.", "%(count)s things need you.", count)
    )
    return [words % {"count": formats.number(count)}]


def _due(board: Board) -> list[str]:
    due = board.due_today
    if not due:
        return []
    words = ngettext("%(count)s is late or due today.", "%(count)s are late or due today.", due)
    return [words % {"count": formats.number(due)}]


def arithmetic(rank: Rank, weight: Weight) -> str:
    """Return what a rank is the sum of: 8 × 5 client + 4 × 4 us + 20 urgency (2 days) + 9 account weight = 85."""
    own = rank.effects
    pair = ("client", "agency") if own.client >= own.agency else ("agency", "client")
    terms = [
        _term(LARGER, rank.larger, pair[0]),
        _term(SMALLER, rank.smaller, pair[1]),
        _urgency(rank),
        _weight(rank, weight),
    ]
    return f"{' + '.join(terms)} = {rank.total}"


def without_rate(sign: Sign) -> str:
    """Return that money counts as little for want of an exchange rate, "" where it can be compared."""
    if not sign.has_no_rate or sign.money is None:
        return ""
    words = _("Without an exchange rate for %(currency)s, the money at stake has the least effect.")
    return words % {"currency": sign.money.currency}


def _term(times: int, effect: int, side: str) -> str:
    words = _("%(times)s × %(effect)s client") if side == "client" else _("%(times)s × %(effect)s us")
    return words % {"times": times, "effect": effect}


def _urgency(rank: Rank) -> str:
    if rank.days is None:
        return _("%(points)s urgency (no date)") % {"points": rank.urgency}
    if rank.days < 0:
        words = ngettext(
            "%(points)s urgency (%(days)s day late)", "%(points)s urgency (%(days)s days late)", -rank.days
        )
        return words % {"points": rank.urgency, "days": -rank.days}
    if rank.days == 0:
        return _("%(points)s urgency (today)") % {"points": rank.urgency}
    words = ngettext("%(points)s urgency (%(days)s day)", "%(points)s urgency (%(days)s days)", rank.days)
    return words % {"points": rank.urgency, "days": rank.days}


def _weight(rank: Rank, weight: Weight) -> str:
    if weight.share is not None:
        share = formats.percent(weight.share)
        return _("%(points)s account weight (%(share)s of net fees)") % {"points": rank.weight, "share": share}
    if weight.tier:
        return _("%(points)s account weight (tier %(tier)s)") % {"points": rank.weight, "tier": weight.tier}
    return _("%(points)s account weight") % {"points": rank.weight}


def causes(card: Card) -> str:
    """Return how many signs a card has, "" for one and where its title says it."""
    count = len(card.signs)
    if count == 1 or card.is_of_one_page:
        return ""
    if card.bundle:
        return _("%(count)s of this kind") % {"count": formats.number(count)}
    return _("%(count)s related items") % {"count": formats.number(count)}


def names_delay(item: Item, days: int) -> bool:
    """Return whether a heading has the number of days late, such as "Invoice 12: 70 days overdue"."""
    counts = item.repeats_lead and str(days) in str(item.lead).split()
    return days > 0 and (counts or item.headline == late_headline(item.title, days))
