"""Set the weights, age limits and break points of health."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from amity.agency.queries import agency
from amity.audit import trail
from amity.health import policy
from amity.health.models import AccountHealth, HealthNumbers
from amity.health.rules import HUNDRED, INPUTS, Numbers, health_of
from amity.health.snapshots.evidence import caps_in, readings_in
from amity.health.weights.queries import MOST_DAYS, ONLY, from_row, numbers_row, to_json
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid


@command
def set_numbers(*, by: Actor, version: int, numbers: Numbers, now: datetime) -> HealthNumbers:
    """Set the numbers, and calculate the newest health of every account with them. Earlier days stay as they were."""
    policy.may_set_numbers(person_of(by)).or_refuse()
    check(numbers)
    row = numbers_row(lock=True)
    row.expect(version)
    before = from_row(row)
    if before == numbers:
        return row
    row.pk = ONLY
    for column, value in to_json(numbers).items():
        setattr(row, column, value)
    row.save()
    _recalculate(numbers)
    trail.record("health.numbers_set", subject=agency(), by=by, at=now, changes=_changes(before, numbers))
    return row


def check(numbers: Numbers) -> None:
    """Raise `Invalid` for weights that don't add up to 100, an age limit out of bounds, or unordered break points."""
    weights, ages = list(numbers.weights.values()), list(numbers.ages.values())
    if min(weights) < 0 or sum(weights) != HUNDRED:
        raise Invalid(_("The weights must add up to 100. They add up to %(sum)d.") % {"sum": sum(weights)}, "weights")
    if min(ages) < 1 or max(ages) > MOST_DAYS:
        raise Invalid(_("Enter an age limit of 1 to %(most)d days.") % {"most": MOST_DAYS}, "ages")
    for key, points in numbers.points.items():
        measures = [measure for measure, _score in points]
        if len(points) < 2 or measures != sorted(set(measures)):
            raise Invalid(_("Enter at least two break points, with rising measures."), f"points_{key}")
        if any(not 0 <= score <= HUNDRED for _measure, score in points):
            raise Invalid(_("A score must be from 0 to 100."), f"points_{key}")


def _recalculate(numbers: Numbers) -> None:
    rows = list(AccountHealth.objects.all())
    for row in rows:
        health = health_of(readings_in(row.evidence), caps_in(row.evidence), numbers)
        row.score, row.band, row.confidence, row.weighted = (
            health.score, health.band, health.confidence, health.weighted,
        )  # fmt: skip
        row.trend = [*row.trend[:-1], health.score]
    AccountHealth.objects.bulk_update(rows, ["score", "band", "confidence", "weighted", "trend"])


def _changes(before: Numbers, after: Numbers) -> dict[str, Any]:
    """Return what changed, as the audit log keeps it: the parts that differ, by input."""
    found: dict[str, Any] = {}
    old, new = to_json(before), to_json(after)
    for column in old:
        keys = [key for key in INPUTS if old[column][key] != new[column][key]]
        if keys:
            found[column] = {key: [old[column][key], new[column][key]] for key in keys}
    return found
