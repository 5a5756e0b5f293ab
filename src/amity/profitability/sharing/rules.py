"""Share an agreement's revenue out to its lines, projects and services, by standard value in the month.

Source: the project's domain notes, "Sharing out". The parts and the named rest always add up to the revenue. Revenue by
person is labelled "allocated" where it is shown.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from amity.shared.money import largest_remainder
from amity.timesheets.rules import Measures

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Shared(Generic[Key]):
    """Revenue by part in minor units, and `rest`, which can't be assigned to a part and is shown as "not
    shared out".
    """

    parts: Mapping[Key, int] = field(default_factory=dict)
    rest: int = 0

    def __add__(self, other: "Shared[Key]") -> "Shared[Key]":
        keys = dict.fromkeys((*self.parts, *other.parts))
        added = {key: self.parts.get(key, 0) + other.parts.get(key, 0) for key in keys}
        return Shared(added, self.rest + other.rest)

    @property
    def whole(self) -> int:
        """Return the parts and the rest together: exactly the amount that was shared."""
        return sum(self.parts.values()) + self.rest


def share_month(revenue: int, standard: Sequence[tuple[Key, int]]) -> Shared[Key]:
    """Share a month's revenue by the standard value of its parts (minor units), largest remainder, ties to the earlier.

    A part without standard value gets nothing. In a month without any, the whole revenue is the rest.
    """
    shares = largest_remainder(revenue, [weight for _, weight in standard])
    parts: dict[Key, int] = {}
    for (key, _), share in zip(standard, shares, strict=True):
        parts[key] = parts.get(key, 0) + share
    return Shared(parts, revenue - sum(shares))


def share_billed_month(revenue: int, measures: Sequence[tuple[Key, Measures]]) -> Shared[Key]:
    """Share a month of time and materials: by bill value if it equals the revenue, otherwise by standard value.

    `revenue` is the month's R(t) − R(t−1). It differs from the parts' value only if a cap or a discount applies.
    """
    if revenue == sum(sums.value for _, sums in measures):
        parts: dict[Key, int] = {}
        for key, sums in measures:
            parts[key] = parts.get(key, 0) + sums.value
        return Shared(parts)
    return share_month(revenue, [(key, sums.standard) for key, sums in measures])


def share_out(
    fee_model: str, revenue: Mapping[int, int], measures: Mapping[int, Sequence[tuple[Key, Measures]]]
) -> Shared[Key]:
    """Share each month's revenue (minor units) out to the parts with measures in it. Return the sum of all months.

    Parts are lines, projects of a pooled retainer, or services: whatever the keys name. Months are YYYYMM.
    """
    by_value = fee_model == "time_and_materials"
    months: Iterable[Shared[Key]] = (
        share_billed_month(minor, measures.get(month, ()))
        if by_value
        else share_month(minor, [(key, sums.standard) for key, sums in measures.get(month, ())])
        for month, minor in sorted(revenue.items())
    )
    return sum(months, start=Shared())
