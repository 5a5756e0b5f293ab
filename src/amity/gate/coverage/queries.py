"""Read how many emails passed through the gate, of those known to have gone out."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone

from amity.accounts.models import Account
from amity.agency.queries import agency_midnight, agency_zone
from amity.gate import hooks
from amity.gate.coverage.rules import ELSEWHERE, IMPORTED, WEEKS, Coverage, monday, weeks_until
from amity.gate.lanes.rules import WATCH
from amity.gate.models import Item
from amity.people.queries import person_of
from amity.shared.actor import Actor


def this_week(by: Actor, now: datetime) -> Coverage:
    """Return the coverage of this week over the accounts the actor answers for."""
    accounts = Account.objects.managed_by(person_of(by)).order_by().values_list("pk", flat=True)
    return _by_week(accounts, [monday(_today(now))])[0]


def of_account(account_id: int, now: datetime) -> Sequence[Coverage]:
    """Return the coverage of an account in the last six weeks, this week first."""
    return _by_week([account_id], weeks_until(_today(now), WEEKS))


def _today(now: datetime) -> date:
    return timezone.localdate(now, agency_zone())


def _by_week(account_ids: Collection[int], weeks: Sequence[date]) -> list[Coverage]:
    since, until = agency_midnight(weeks[-1]), agency_midnight(weeks[0] + timedelta(days=7))
    items = Item.objects.filter(account__in=account_ids, sent_at__gte=since, sent_at__lt=until, bundle=None)
    others = [ask(account_ids, since, until) for ask in hooks.gone_elsewhere]
    rows = items.order_by().values_list("sent_at", "lane").union(*others, all=True)
    found = [(_week(at), how) for at, how in rows if at]
    passed = Counter(week for week, how in found if how not in (ELSEWHERE, IMPORTED))
    gone = {way: Counter(week for week, how in found if how == way) for way in (ELSEWHERE, IMPORTED, WATCH)}
    return [
        Coverage(week, passed[week], gone[ELSEWHERE][week], gone[IMPORTED][week], gone[WATCH][week]) for week in weeks
    ]


def _week(moment: datetime) -> date:
    return monday(timezone.localdate(moment, agency_zone()))
