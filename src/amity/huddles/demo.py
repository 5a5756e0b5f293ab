"""The huddles of Nadia and Ravi: last week's, of which one thing is left, and this week's, which is open."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.urls import reverse

from amity.accounts.demo import account_named
from amity.huddles.commands import keep_agenda, open_huddle
from amity.huddles.follow_ups.commands import finish_follow_up, take_point
from amity.huddles.models import Huddle, Point
from amity.huddles.pairs import pairs_of
from amity.huddles.rules import PairFields, TakenFields, at_stake, minutes
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.stories import NADIA, RAVI, Crew, coming, rows

TABLES: Final = Path(__file__).with_suffix(".toml")
WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Talked:
    """A point of last week's huddle: who took what, by when, and how many days ago it was done, if it was."""

    kind: str
    account: str
    title: str
    client: int
    agency: int
    owner: str
    what: str
    due_days_ago: int
    done_days_ago: int | None = None
    source: str = ""
    detail: str = ""


def story(crew: Crew, *, now: datetime) -> None:
    """Hold last week's huddle, and open this week's. A small demo, in which the two share no account, has none."""
    two = PairFields(crew.id(NADIA), crew.id(RAVI))
    pairs = pairs_of(person_of(crew.acting(NADIA)))
    if (two.manager_id, two.partner_id) not in [(one.manager.pk, one.partner.pk) for one in pairs]:
        return
    _hold(crew, open_huddle(by=crew.acting(NADIA), fields=two, now=now - WEEK), now)
    open_huddle(by=crew.acting(NADIA), fields=two, now=now)


def _hold(crew: Crew, huddle: Huddle, now: datetime) -> None:
    talked = rows(TABLES, Talked, "last_week")
    shares = minutes([at_stake(one.client, one.agency) for one in talked])
    by, then = crew.acting(NADIA), now - WEEK
    points = [_point(huddle, one, place, share) for place, (one, share) in enumerate(zip(talked, shares, strict=True))]
    keep_agenda(huddle, points, by, then)
    for one, point in zip(talked, points, strict=True):
        due = coming(now, -one.due_days_ago)
        taken = take_point(
            by=by, huddle_id=huddle.pk, kind=point.kind, item=point.item, now=then,
            fields=TakenFields(crew.id(one.owner), due, one.what),
        )  # fmt: skip
        if one.done_days_ago is not None:
            finish_follow_up(
                by=crew.acting(one.owner), follow_up_id=taken.pk, version=taken.version,
                now=now - timedelta(days=one.done_days_ago),
            )  # fmt: skip


def _point(huddle: Huddle, one: Talked, place: int, share: int) -> Point:
    account = account_named(one.account)
    taker = Person.objects.get(name=one.owner)
    return Point(
        huddle=huddle, kind=one.kind, item=place + 1, account=account, title=one.title, source=one.source,
        detail=one.detail, address=reverse("accounts:account", args=[account.pk]), client_effect=one.client,
        agency_effect=one.agency, minutes=share, position=place, taker=taker, due_on=huddle.week + WEEK,
    )  # fmt: skip
