"""The agenda of a huddle as it is read: what is open now, or the points as they were when it started."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from amity.accounts.models import Account
from amity.huddles.agendas.lines import Line, lines_of
from amity.huddles.models import Huddle, Point
from amity.huddles.pairs import shared_by
from amity.huddles.queries import no_such_point, point_of, points_of
from amity.huddles.rules import MOST, minutes
from amity.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Agenda:
    """Points in their order, and how many more things are open that can wait."""

    points: list[Point]
    later: int = 0

    @property
    def open_points(self) -> list[Point]:
        """Return the points that no one has taken and that aren't settled."""
        return [one for one in self.points if is_open(one)]


def is_open(point: Point) -> bool:
    """Return whether a point is neither taken nor settled."""
    return point.settled_at is None and not hasattr(point, "follow_up")


def agenda_of(huddle: Huddle, by: Actor, today: date, accounts: Collection[int] | None) -> Agenda:
    """Return the agenda of a huddle, about these accounts or about all that the two share."""
    if huddle.started_at is not None:
        return Agenda(points_of(huddle, accounts))
    made, later = made_points(huddle, by, today)
    return Agenda([one for one in made if accounts is None or one.account_id in accounts], later)


def made_points(huddle: Huddle, by: Actor, today: date) -> tuple[list[Point], int]:
    """Return the points of an agenda as they are now, unsaved, and how many things can wait."""
    lines = lines_of(huddle, by, today)
    first = chosen(lines)
    names = shared_by(huddle.manager_id, huddle.partner_id).accounts
    shares = minutes([one.stake for one in first])
    points = [
        _point(huddle, line, names.get(line.account_id), place, share)
        for place, (line, share) in enumerate(zip(first, shares, strict=True))
    ]
    return points, len(lines) - len(first)


def point_now(huddle: Huddle, by: Actor, today: date, kind: str, item: int) -> Point:
    """Return a point of a huddle by what it is about, of which nothing else is read. Raises `NotSeen`."""
    if huddle.started_at is not None:
        return point_of(huddle, kind, item)
    line = next((one for one in lines_of(huddle, by, today, [kind]) if one.item == item), None)
    if line is None:
        raise no_such_point()
    return _point(huddle, line, None, 0, 0)


def chosen(lines: Sequence[Line]) -> list[Line]:
    """Return the lines that have room, in their order: the first of each kind, then what is most at stake."""
    heads: dict[str, Line] = {}
    for line in lines:
        heads.setdefault(line.kind, line)
    first = {id(line) for line in heads.values()}
    ranked = [*heads.values(), *(line for line in lines if id(line) not in first)]
    taken = {id(line) for line in ranked[:MOST]}
    return [line for line in lines if id(line) in taken]


def _point(huddle: Huddle, line: Line, account: Account | None, place: int, share: int) -> Point:
    return Point(
        huddle=huddle, kind=line.kind, item=line.item, account=account, title=line.title[:500], source=line.source,
        detail=line.detail, quote=line.quote, address=line.address, client_effect=line.client_effect,
        agency_effect=line.agency_effect, minutes=share, position=place, taker=line.taker, due_on=line.due_on,
    )  # fmt: skip
