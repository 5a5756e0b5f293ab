"""Values of the pages of huddles: this week's pairs, and one huddle with its agenda."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.charter.objectives.queries import objectives_of_many
from amity.huddles import policy, queries
from amity.huddles.agendas.agenda import Agenda, agenda_of, is_open
from amity.huddles.agendas.links import without_closed_links
from amity.huddles.agendas.topics import label_of
from amity.huddles.models import FollowUp, Huddle, Point
from amity.huddles.pairs import Pair, pairs_of, shared_by
from amity.huddles.rules import MINUTES, week_of
from amity.huddles.surprises.page import sentence_on
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui import formats

RUNNING = timedelta(hours=1)
"""How long after its start a huddle shows its clock."""


@dataclass(frozen=True, slots=True)
class PairRow:
    """A pair with its huddle of this week, if it is open, and whether the reader can open it."""

    pair: Pair
    huddle: Huddle | None
    is_own: bool
    may_open: bool


@dataclass(frozen=True, slots=True)
class PointRow:
    """A point as the agenda shows it. `follow_up` is what someone took."""

    point: Point
    label: Any
    follow_up: FollowUp | None
    is_open: bool

    @property
    def is_done(self) -> bool:
        """Return whether the point is settled, or what someone took is done."""
        return self.point.settled_at is not None or bool(self.follow_up and self.follow_up.done_at)


def pairs_context(by: Actor, now: datetime) -> dict[str, Any]:
    """Return the pairs of this week that the actor can see, their own first."""
    person = person_of(by)
    week = week_of(person.day_of(now))
    known = queries.of_week(by, week)
    rows = [
        PairRow(
            pair, known.get((pair.manager.pk, pair.partner.pk)), person.pk in (pair.manager.pk, pair.partner.pk),
            bool(policy.may_open(person, pair.manager, pair.partner)),
        )
        for pair in pairs_of(person)
    ]  # fmt: skip
    return {"pairs": rows, "title": _("Huddles, week %(number)s") % {"number": week.isocalendar().week}}


def context(by: Actor, huddle: Huddle, now: datetime) -> dict[str, Any]:
    """Return a huddle with its agenda, and what is left from the one before."""
    person = person_of(by)
    today, accounts = person.day_of(now), queries.accounts_open_to(by, huddle)
    agenda = agenda_of(huddle, by, today, accounts)
    previous = queries.previous_of(huddle)
    left = queries.left_before(huddle, previous, accounts)
    without_closed_links(by, agenda.points)
    rows = _rows(agenda)
    return {
        "huddle": huddle, "number": huddle.number, "title": _title(len(rows)), "rows": rows,
        "sub": _sub(huddle, rows, today), "later": agenda.later, "spent": _spent(agenda),
        "may_hold": bool(policy.may_hold(person, huddle)), "previous": _previous(previous, left, today),
        "left": left, "ends_at": _ends_at(huddle, now),
    }  # fmt: skip


def numbers_context(by: Actor, huddle: Huddle, today: date) -> dict[str, Any]:
    """Return the joint objectives of the shared accounts and their surprise rate, as the actor can read them."""
    accounts = queries.accounts_open_to(by, huddle)
    shared = shared_by(huddle.manager_id, huddle.partner_id)
    read = [one for one in shared.accounts.values() if accounts is None or one.pk in accounts]
    known = objectives_of_many(by, read, today)
    return {
        "numbers": [(account, row) for account in read for row in known.get(account.pk, [])],
        "surprises": sentence_on([one.pk for one in read], today), "accounts": read,
    }  # fmt: skip


def _rows(agenda: Agenda) -> list[PointRow]:
    return [PointRow(one, label_of(one.kind), getattr(one, "follow_up", None), is_open(one)) for one in agenda.points]


def _title(count: int) -> str:
    if not count:
        return _("Nothing is open between you")
    return ngettext("Fifteen minutes, %(count)s thing", "Fifteen minutes, %(count)s things", count) % {"count": count}


def _sub(huddle: Huddle, rows: Sequence[PointRow], today: date) -> str:
    if huddle.started_at is None:
        return _("The agenda is built from what is open between you. Strike what is settled.")
    done = {"open": sum(one.is_open for one in rows), "day": formats.day(huddle.started_at, today)}
    return _("Started %(day)s. The agenda stays as it was then. Left to discuss: %(open)s.") % done


def _spent(agenda: Agenda) -> int:
    """Return the sum of the minutes."""
    return sum(one.minutes for one in agenda.points)


def _previous(previous: Huddle | None, left: Sequence[FollowUp], today: date) -> tuple[Huddle, str] | None:
    """Return the pair's huddle before this one, and how much of it is done."""
    if previous is None:
        return None
    own = [one for one in left if one.huddle_id == previous.pk]
    words = {"week": previous.number, "done": sum(bool(one.done_at) for one in own), "all": len(own)}
    return previous, _("Week %(week)s, %(done)s of %(all)s done") % words


def _ends_at(huddle: Huddle, now: datetime) -> int | None:
    """Return when the fifteen minutes of a running huddle end, in seconds since 1970, or None."""
    if huddle.started_at is None or now - huddle.started_at > RUNNING:
        return None
    return int((huddle.started_at + timedelta(minutes=MINUTES)).timestamp())
