"""Values of the page Today."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.scope.policy import is_asked_by_clients
from amity.shared.actor import Actor
from amity.today import rules
from amity.today.asides import wording as aside_wording
from amity.today.asides.queries import set_aside
from amity.today.cards import wording
from amity.today.cards.collecting import PEOPLE, board_of
from amity.today.cards.people import has_people
from amity.today.cards.values import Board, Card, Sign
from amity.today.figures.agency import agency_figures
from amity.today.figures.instance import instance_figures
from amity.today.models import REASON_LABELS
from amity.today.own_work.page import own_work
from amity.today.shown.page import moved_rows
from amity.today.shown.rules import unrecorded
from amity.ui import formats
from amity.ui.links import Link
from amity.waiting.dates import NextDate, next_dates
from amity.waiting.forms import RowForm, forms_of
from amity.waiting.kinds import Item
from amity.waiting.page import first_step

FEW: Final = 3
WEEK: Final = timedelta(days=7)
FORTNIGHT: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class When:
    """How late an item is, 0 where its heading says it, or by when it is due."""

    days_late: int
    due: str


@dataclass(frozen=True, slots=True)
class CardRow:
    """A card ready to draw: its action in place, its other actions that need one press, its signs and its rank.

    `last` ends what it is about, and is folded away. `when` is that of its lead, `related` are its other signs.
    """

    card: Card
    form: RowForm | None
    others: Sequence[RowForm]
    last: RowForm | None
    when: When
    related: Sequence[tuple[Sign, When]]
    signs: str
    arithmetic: str
    without_rate: str
    nonce: str = field(default_factory=lambda: uuid.uuid4().hex)

    @property
    def item(self) -> Any:
        """The item that leads the card. What leads back does so to Today."""
        return self.card.item.opened_from(here(""))

    @property
    def notes(self) -> Sequence[str]:
        """What to know about it, without the amount and the items that the card draws apart."""
        money = self.card.lead.money
        amount = formats.money(money, cents=False) if money else ""
        return [] if self.card.is_of_one_page else [note for note in self.item.notes if note != amount]

    @property
    def kind_label(self) -> str:
        """The name of its kind, "" where the title begins with it."""
        label = str(self.card.lead.kind.label)
        return "" if self.card.is_of_one_page or self.item.heading.startswith(label) else label


def context(by: Actor, now: datetime, *, whose: str = "") -> dict[str, Any]:
    """Return the values of the page, of the actor's Today or of that of their people."""
    board = board_of(by, now, whose=whose)
    own = whose != PEOPLE
    back = here(whose)
    rows = [_row(card, back, board.today) for card in board.shown]
    asides = set_aside(list(board.asides))
    agency = agency_figures(by, board.today) if own else None
    instance = instance_figures(by, now) if own else []
    has_figures = bool(agency or instance)
    beside = {
        "dates": _week(board) if own else [],
        "asides": [aside_wording.row(one, board.today) for one in asides[:FEW]] if own else [],
        "moved": moved_rows(board.state.counts) if own else [],
    }
    return {
        **beside,
        "is_alone": not any(beside.values()),
        "title": wording.title(board, now, has_figures=has_figures),
        "sub": wording.sub(board, has_figures=has_figures),
        "logs_requests": is_asked_by_clients(board.person),
        "open_cards": rows[: rules.OPEN],
        "folded_cards": rows[rules.OPEN :],
        "can_wait": max(0, board.total - sum(len(card.signs) for card in board.shown)),
        "late_later": sum(bool(sign.item.days_late) for card in board.later for sign in card.signs),
        "whose": whose,
        "views": _views(board, whose),
        "aside_count": len(asides) if own else 0,
        "reasons": REASON_LABELS.items(),
        "effects": range(rules.LEAST, rules.MOST + 1),
        "days": _days(board.today),
        "today": board.today,
        "own": own_work(by, board.today) if own else None,
        "agency": agency,
        "instance": instance,
        "records": own and bool(unrecorded(board.state.shown, board.drawn, board.today)),
        **({} if rows else first_step(by)),
    }


def here(whose: str) -> str:
    """Return the address of the page."""
    page = reverse("today:today")
    return f"{page}?whose={PEOPLE}" if whose == PEOPLE else page


def _row(card: Card, back: str, today: date) -> CardRow:
    lead, item = card.lead, card.item
    offered = forms_of(lead.kind, item, back) if item.acts else []
    forms, last = [one for one in offered if not one.act.is_last], [one for one in offered if one.act.is_last]
    return CardRow(
        card, forms[0] if forms else None, [form for form in forms[1:] if not form.act.asks], next(iter(last), None),
        _when(item, today), [(sign, _when(sign.item, today)) for sign in card.first_others], wording.causes(card),
        wording.arithmetic(lead.rank, lead.weight), wording.without_rate(lead),
    )  # fmt: skip


def _when(item: Item, today: date) -> When:
    late = item.days_late
    return When(0 if wording.names_delay(item, late) else late, "" if late or not item.due else _due(item.due, today))


def _due(day: date, today: date) -> str:
    """Return by when something is due, or when what isn't late of anyone was."""
    return formats.day_with("by", day, today) if day > today else _("due %(day)s") % {"day": formats.day(day, today)}


def _week(board: Board) -> list[NextDate]:
    """Return the dates of the next seven days."""
    return [one for one in next_dates(board.person, board.today) if one.on <= board.today + WEEK]


def _views(board: Board, whose: str) -> Sequence[Link]:
    if not has_people(board.person):
        return []
    return [Link(_("Mine"), here(""), whose != PEOPLE), Link(_("My people’s"), here(PEOPLE), whose == PEOPLE)]


def _days(today: date) -> list[tuple[str, str]]:
    """Return the next days that a card can be set aside until, with their words."""
    monday = today + WEEK - timedelta(days=today.weekday())
    days = dict.fromkeys((today + timedelta(days=1), monday, today + FORTNIGHT))
    return [(day.isoformat(), formats.day(day, today)) for day in days]
