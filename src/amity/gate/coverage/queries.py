"""Read how many emails passed through the gate, of those known to have gone out."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import DateTimeField, QuerySet
from django.utils import timezone

from amity.accounts.models import Account
from amity.agency.editions.by_roles import rows_by_roles
from amity.agency.queries import agency_midnight, agency_zone
from amity.gate import hooks
from amity.gate.coverage.rules import ELSEWHERE, IMPORTED, WEEKS, Coverage, monday, weeks_until
from amity.gate.lanes.rules import WATCH
from amity.gate.models import Item
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.rows.prepared import Given

SINCE: Final = Given("since", DateTimeField())
UNTIL: Final = Given("until", DateTimeField())


def this_week(by: Actor, now: datetime) -> Coverage:
    """Return the coverage of this week over the accounts the actor answers for."""
    week = monday(_today(now))
    since, until = _span([week])
    given = {"since": since, "until": until}
    rows = rows_by_roles("emails of a week", by, person_of(by).day_of(now), given, _of_managed)
    return _by_week(rows, [week])[0]


def _of_managed(by: Actor) -> QuerySet[Any, Any]:
    accounts = Account.objects.managed_by(person_of(by)).order_by().values_list("pk", flat=True)
    return _gone_out(accounts, SINCE, UNTIL)


def of_account(account_id: int, now: datetime) -> Sequence[Coverage]:
    """Return the coverage of an account in the last six weeks, this week first."""
    weeks = weeks_until(_today(now), WEEKS)
    return _by_week(_gone_out([account_id], *_span(weeks)), weeks)


def _today(now: datetime) -> date:
    return timezone.localdate(now, agency_zone())


def _span(weeks: Sequence[date]) -> tuple[datetime, datetime]:
    return agency_midnight(weeks[-1]), agency_midnight(weeks[0] + timedelta(days=7))


def _gone_out(account_ids: Collection[int], since: hooks.Moment, until: hooks.Moment) -> QuerySet[Any, Any]:
    """Return when emails to the clients of some accounts left in a span of time, and by which lane or way."""
    items = Item.objects.filter(account__in=account_ids, sent_at__gte=since, sent_at__lt=until, bundle=None)
    others = [ask(account_ids, since, until) for ask in hooks.gone_elsewhere]
    return items.order_by().values_list("sent_at", "lane").union(*others, all=True)


def _by_week(rows: Iterable[tuple[datetime | None, str]], weeks: Sequence[date]) -> list[Coverage]:
    found = [(_week(at), how) for at, how in rows if at]
    passed = Counter(week for week, how in found if how not in (ELSEWHERE, IMPORTED))
    gone = {way: Counter(week for week, how in found if how == way) for way in (ELSEWHERE, IMPORTED, WATCH)}
    return [
        Coverage(week, passed[week], gone[ELSEWHERE][week], gone[IMPORTED][week], gone[WATCH][week]) for week in weeks
    ]


def _week(moment: datetime) -> date:
    return monday(timezone.localdate(moment, agency_zone()))
