"""The ledger of a retainer or block up to a date, with the time worked. The caller checks who can see it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final

from amity.agreements.models import Agreement
from amity.projects.models import Project
from amity.retainers.blocks.rules import block
from amity.retainers.periods.rules import Period, reckoned
from amity.retainers.queries import projects_read
from amity.retainers.terms.queries import agreed_of, facts_of
from amity.retainers.terms.rules import NO_FACTS, Agreed, Facts, PeriodTerms, in_force
from amity.shared.caches.identity import EqualToItself
from amity.shared.caches.memo import Memo
from amity.shared.caches.reading import once_a_page
from amity.shared.dates.periods import first_day, month_of
from amity.shared.rows.prepared import Prepared
from amity.timesheets.rules import Measures
from amity.timesheets.sums.queries import MANY, NUMBERS, SUMS, MonthTuple, project_month_tuples, shared_rows

Until = tuple[date, bool]
"""The last day that is calculated, and whether it is still running."""


class Months(EqualToItself, dict[int, Measures]):  # type: ignore[misc]  # a dict has no hash
    """Measures by month (YYYYMM) that nobody changes. Equal to itself alone, so results can be cached by it."""

    __slots__ = ()


class Periods(EqualToItself, tuple[Period, ...]):
    """The periods of one retainer, oldest first. Equal to itself alone, so results can be cached by it."""

    __slots__ = ()


NO_MONTHS: Final = Months()
NO_PERIODS: Final = Periods()
MONTHS: Memo[tuple[str, tuple[tuple[object, ...], ...]], Months] = Memo(2_048)
"""The measures of an agreement by month, by its currency and the numbers of its projects' rows."""
ALL_MONTHS: Memo[tuple[Any, ...], dict[int, Months]] = Memo(8, lambda key: (*key[:2], shared_rows(key[2])))
"""The same of many agreements, by their currencies, their projects and all rows."""
PERIODS: Memo[tuple[object, ...], Periods] = Memo(1_024)
"""The periods of a retainer, by its terms, its months, what was delivered and given, and a date."""


@dataclass(frozen=True, slots=True)
class LedgerToDate:
    """A calculated retainer. It has no periods while its start date, or a block's purchase, is not known."""

    agreement: Agreement
    projects: tuple[int, ...]
    agreed: Agreed | None
    facts: Facts
    periods: Periods

    def terms_on(self, day: date) -> PeriodTerms | None:
        """Return the terms of the period that begins on a date, or None."""
        return in_force(self.agreed, day) if self.agreed else None

    def period_of(self, day: date) -> Period | None:
        """Return the period that contains a date."""
        return next((one for one in self.periods if one.span.holds(day)), None)


def ledger_to_date(agreement: Agreement, as_of: date, *, today: date | None = None) -> LedgerToDate:
    """Return the ledger of an agreement up to a date. A period that ends `today` is still open."""
    return ledgers_to_date([agreement], as_of, today=today)[agreement.pk]


def ledgers_to_date(
    agreements: Iterable[Agreement],
    as_of: date,
    *,
    as_if: Callable[[Agreed], Agreed] | None = None,
    today: date | None = None,
) -> dict[int, LedgerToDate]:
    """Return the ledgers of many agreements, in six queries. `as_if` changes the terms they are calculated by.

    A page reads projects and their months once.
    """
    listed = {one.pk: one for one in agreements}
    pooled: defaultdict[int, list[int]] = defaultdict(list)
    owner: dict[int, int] = {}
    for project, agreement_id in once_a_page(("projects under", frozenset(listed)), lambda: _projects_under(listed)):
        pooled[agreement_id].append(project)
        owner[project] = agreement_id
    facts = facts_of(listed.values())
    months, until = _months(listed, owner, as_of), (as_of, as_of == today)
    return {
        key: _ledger(one, tuple(pooled[key]), facts.get(key, NO_FACTS), months.get(key, NO_MONTHS), until, as_if)
        for key, one in listed.items()
    }


def _projects_under(listed: Mapping[int, Agreement]) -> list[tuple[int, int]]:
    """Return the projects under agreements, each with its agreement. Those that the page has read aren't read again.

    Where the agreements are many, all projects are read.
    """
    if (known := projects_read(listed)) is not None:
        return [(one.pk, agreement) for agreement, projects in known.items() for one in projects]
    rows = Project.objects.order_by("id").values_list("id", "agreement_id")
    if len(listed) < MANY:
        return list(rows.filter(agreement_id__in=list(listed)))
    return [(project, agreement) for project, agreement in ALL_PROJECTS.rows({}) if agreement in listed]


ALL_PROJECTS: Final = Prepared(
    lambda: Project.objects.filter(agreement__isnull=False).order_by("id").values_list("id", "agreement_id")
)


def _months(listed: Mapping[int, Agreement], owner: Mapping[int, int], as_of: date) -> dict[int, Months]:
    """Return measures by agreement and month. Their value is in the agreement's own currency."""
    month = month_of(as_of)
    rows = once_a_page(
        ("months of projects", frozenset(owner), month), lambda: project_month_tuples(owner, through=month)
    )
    currencies = {key: one.currency for key, one in listed.items()}
    if len(rows) < MANY:
        return _by_agreement(currencies, owner, rows)
    material = frozenset(currencies.items()), frozenset(owner.items()), rows
    return ALL_MONTHS.get(material, lambda: _by_agreement(currencies, owner, rows))


def _by_agreement(
    currencies: Mapping[int, str], owner: Mapping[int, int], rows: Iterable[MonthTuple]
) -> dict[int, Months]:
    found: defaultdict[int, list[tuple[object, ...]]] = defaultdict(list)
    for _account, project, *numbers in rows:
        month, _cost, currency, *measures = NUMBERS(tuple(numbers))
        found[owner[project]].append((month, currency, *measures))
    keys = {key: (currencies[key], tuple(sorted(own))) for key, own in found.items()}
    return {key: MONTHS.get(material, partial(_added, *material)) for key, material in keys.items()}


def _added(own: str, rows: tuple[tuple[Any, ...], ...]) -> Months:
    """Return rows of (month, value currency, *measures) by month, without values in another than the own currency."""
    months = Months()
    for month, currency, *numbers in rows:
        measures = SUMS(Measures(*numbers))
        if currency not in ("", own):
            measures = measures._replace(value=0)
        months[month] = months[month] + measures if month in months else measures
    return months


def _ledger(
    agreement: Agreement, projects: tuple[int, ...], facts: Facts, months: Months, until: Until,
    as_if: Callable[[Agreed], Agreed] | None,
) -> LedgerToDate:  # fmt: skip
    agreed = _block(agreement, facts, months, until[0]) or agreed_of(agreement, facts)
    agreed = as_if(agreed) if agreed and as_if else agreed
    return LedgerToDate(
        agreement, projects, agreed, facts, _periods(agreed, facts, months, until) if agreed else NO_PERIODS
    )


def _periods(agreed: Agreed, facts: Facts, months: Months, until: Until) -> Periods:
    """Return the periods, from the cache if the same input was calculated before."""
    key = agreed, months, *(tuple(sorted(own.items())) for own in (facts.units, facts.given)), until
    return PERIODS.get(key, lambda: _reckoned(agreed, facts, months, until))


def _reckoned(agreed: Agreed, facts: Facts, months: Months, until: Until) -> Periods:
    on, running = until
    return Periods(reckoned(agreed, months, facts.units, facts.given, on, running=running))


def _block(agreement: Agreement, facts: Facts, months: Mapping[int, Measures], as_of: date) -> Agreed | None:
    if agreement.fee_model != "prepaid" or not agreement.bought_seconds:
        return None
    starts = [first_day(month) for month in months] + [one.valid_from for one in facts.top_ups]
    return block(
        currency=agreement.currency,
        starts_on=min([agreement.starts_on or agreement.signed_on or as_of, *starts]),
        bought=agreement.bought_seconds,
        price=(agreement.fee or 0) - agreement.discount,
        counted=agreement.counted,  # type: ignore[arg-type]
        top_ups=facts.top_ups,
    )
