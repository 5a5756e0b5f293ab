"""The numbers of health in force, and what other numbers would change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from amity.agency.editions.keeping import kept_for_pages
from amity.health.models import AccountHealth, HealthNumbers
from amity.health.rules import DEFAULTS, Numbers, Points, health_of
from amity.health.snapshots.evidence import caps_in, readings_in
from amity.people.queries import person_of
from amity.shared.actor import Actor

MOST_DAYS = 730
ONLY = 1
"""The id of the one row."""


@dataclass(frozen=True, slots=True)
class BandChange:
    """An account whose band would change, with its scores before and after. None is no number."""

    account_id: int
    name: str
    before: int | None
    after: int | None
    band_before: str
    band_after: str


def numbers_row(*, lock: bool = False) -> HealthNumbers:
    """Return the numbers that were set, or a new row, not saved, with the defaults and version 0."""
    rows = HealthNumbers.objects.select_for_update() if lock else HealthNumbers.objects
    found = rows.filter(pk=ONLY).first()
    return found or HealthNumbers(pk=ONLY, version=0, **to_json(DEFAULTS))


def numbers_in_force() -> Numbers:
    """Return the numbers in force."""
    return kept_for_pages("health numbers", lambda: from_row(numbers_row()))


def from_row(row: HealthNumbers) -> Numbers:
    """Return the numbers of a row."""
    return Numbers(
        {key: int(row.weights[key]) for key in DEFAULTS.weights},
        {key: int(row.ages[key]) for key in DEFAULTS.ages},
        {key: _points(row.points[key]) for key in DEFAULTS.points},
    )


def to_json(numbers: Numbers) -> dict[str, Mapping[str, Any]]:
    """Return numbers as the columns of a row."""
    points = {key: [list(point) for point in own] for key, own in numbers.points.items()}
    return {"weights": dict(numbers.weights), "ages": dict(numbers.ages), "points": points}


def preview(by: Actor, numbers: Numbers) -> list[BandChange]:
    """Return the accounts seen by the actor whose band other numbers would change, by their last snapshots."""
    rows = AccountHealth.objects.visible_to(person_of(by)).order_by("account__name", "pk")
    found = []
    for account_id, name, score, band, evidence in rows.values_list(
        "account_id", "account__name", "score", "band", "evidence"
    ):
        after = health_of(readings_in(evidence), caps_in(evidence), numbers)
        if after.band != band:
            found.append(BandChange(account_id, name, score, after.score, band, after.band))
    return found


def _points(rows: Sequence[Sequence[int]]) -> Points:
    return tuple((int(measure), int(score)) for measure, score in rows)
