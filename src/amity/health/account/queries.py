"""The health of one account as an actor sees it: calculated now, with what they can't read left out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from django.db.models import F
from django.utils import timezone

from amity.accounts.models import Account
from amity.accounts.queries import account_seen_by
from amity.accounts.rules import CLOSED, PROSPECT
from amity.health import policy
from amity.health.facts.rules import Facts
from amity.health.measures.queries import facts_of
from amity.health.measures.rules import caps_of, readings_of
from amity.health.models import AccountHealth, HealthDay
from amity.health.raising.rules import IMPROVE, Step, steps_of
from amity.health.rules import (
    FEEDBACK,
    MARGIN,
    SERVICE,
    UNKNOWN,
    UNWELL,
    Health,
    Numbers,
    Reading,
    cheapest_input,
    growth_is_closed,
    health_of,
)
from amity.health.snapshots.evidence import with_lasts
from amity.health.weights.queries import numbers_in_force
from amity.people.models import Person
from amity.people.queries import person_of
from amity.portal.pulse.models import Pulse
from amity.profitability.statements.money_view import MoneyView
from amity.projects.milestones.queries import longest_late
from amity.shared.actor import Actor
from amity.shared.permission import MoneyRight
from amity.shared.rows.prepared import one_of

SHOWN: Final = timedelta(days=90)


class LateMilestone(NamedTuple):
    """The milestone of an account that has been late the longest."""

    name: str
    project: str
    due_on: date


@dataclass(frozen=True, slots=True)
class SeenHealth:
    """The health of an account with what it follows from. `hidden` are inputs whose value the actor can't read.

    With a hidden input the scores of the others aren't shown either: together they would reveal it.
    """

    account: Account
    facts: Facts
    readings: tuple[Reading, ...]
    health: Health
    numbers: Numbers
    hidden: frozenset[str]
    days: Sequence[tuple[date, int | None]]
    stored: AccountHealth | None
    late: LateMilestone | None = None

    @property
    def shows_scores(self) -> bool:
        """Return whether the scores of inputs are shown."""
        return not self.hidden

    @property
    def steps(self) -> list[Step]:
        """Return what would raise the score, but for what would reveal a hidden input."""
        found = steps_of(self.facts, self.readings, self.numbers)
        return [step for step in found if not (self.hidden and step.kind == IMPROVE)]

    @property
    def cheapest(self) -> str:
        """Return the input that is easiest to learn where there is no number, or ""."""
        return cheapest_input(self.health)

    @property
    def growth_is_closed(self) -> bool:
        """Return whether growth waits."""
        return growth_is_closed(self.health.band, has_open_issue=self.facts.has_open_issue)

    def reading(self, key: str) -> Reading:
        """Return the reading of an input."""
        return next((one for one in self.readings if one.key == key), Reading(key))


def seen_health(by: Actor, account_id: int) -> SeenHealth:
    """Return the health of an account, calculated now. Raise `NotSeen`, or `Refused` without full access."""
    account = account_seen_by(by, account_id)
    person = person_of(by)
    policy.may_see(person, account).or_refuse()
    now, numbers = timezone.now(), numbers_in_force()
    facts = facts_of([account_id], now, numbers)[account_id]
    today = timezone.localdate(now)
    stored = (
        AccountHealth.objects.filter(account=account_id)
        .annotate(late_name=longest_late("account", today, "name"))
        .annotate(late_project=longest_late("account", today, "project__name"))
        .annotate(late_on=longest_late("account", today, "due_on"))
        .first()
    )
    late = LateMilestone(stored.late_name, stored.late_project, stored.late_on) if stored and stored.late_on else None
    readings = with_lasts(readings_of(facts), stored.evidence if stored else {})
    since = timezone.localdate(now) - SHOWN
    days = HealthDay.objects.filter(account=account_id, day__gt=since, day__lt=timezone.localdate(now))
    health = health_of(readings, caps_of(facts), numbers)
    return SeenHealth(
        account=account, facts=facts, readings=readings, health=health, numbers=numbers,
        hidden=hidden_inputs(person, account_id, facts),
        days=[*days.order_by("day").values_list("day", "score"), (timezone.localdate(now), health.score)],
        stored=stored, late=late,
    )  # fmt: skip


def hidden_inputs(person: Person, account_id: int, facts: Facts) -> frozenset[str]:
    """Return the inputs whose value a person can't read: margins, hours, and feedback that wasn't sent to them."""
    right, hidden = MoneyRight(person.money_right), set[str]()
    money = facts.money
    if money is not None and money.margin is not None and not MoneyView(right, money.level).margin:
        hidden.add(MARGIN)
    if money is not None and money.over is not None and right < MoneyRight.HOURS:
        hidden.add(SERVICE)
    answered = {word.contact_id for word in facts.words if word.is_pulse}
    if answered:
        read = Pulse.objects.visible_to(person).filter(account=account_id, contact__in=answered)
        if set(read.values_list("contact_id", flat=True)) != answered:
            hidden.add(FEEDBACK)
    return frozenset(hidden)


def account_growth_is_closed(account: Account) -> bool:
    """Return whether growth of an account is closed, by its newest stored health. Without one it is open."""
    row = AccountHealth.objects.filter(account=account).first()
    return row is not None and growth_is_closed(row.band, has_open_issue=bool(row.evidence.get("open_issue")))


def growth_closed_among(account_ids: Collection[int]) -> dict[int, AccountHealth]:
    """Return the newest stored health of those accounts whose growth is closed, by id. Checks no rights."""
    found = AccountHealth.objects.filter(one_of("account_id", account_ids), band__in=(UNWELL, UNKNOWN))
    rows = found.only("account_id", "score", "band").annotate(open_issue=F("evidence__open_issue"))
    return {row.account_id: row for row in rows if growth_is_closed(row.band, has_open_issue=bool(row.open_issue))}


def may_open(by: Actor, account: object) -> bool:
    """Return whether the actor can open the health of an account: with full access, and while it has work."""
    if not isinstance(account, Account) or account.status in (CLOSED, PROSPECT):
        return False
    return bool(policy.may_see(person_of(by), account))
