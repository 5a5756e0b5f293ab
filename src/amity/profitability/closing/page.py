"""Values of the month-end page: tabs, points with their actions, and forms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.agency.queries import agency
from amity.people.models import Discipline, Person
from amity.profitability.closing import rules
from amity.profitability.closing.checklist import Checklist, Point
from amity.profitability.closing.forms import PayrollForm, RateForm, ReasonForm, first_of, major
from amity.profitability.closing.hours import Unpriced
from amity.profitability.closing.overage import EndedOverage
from amity.profitability.closing.pricing import Rate
from amity.retainers.overage.waiting import BILL, OVERAGE, WRITE_OFF, item_id
from amity.shared.dates.periods import month_of, next_month, previous_month, written
from amity.timesheets.queries import closed_months
from amity.ui import formats
from amity.ui.links import Link
from amity.waiting.forms import RowForm

ORDER = (
    "over", "time", "unpriced", "payroll", "variance", "rates", "expenses", "approval", "overage", "figures", "before",
)  # fmt: skip


def address_of(month: int) -> str:
    """Return the URL of a month's end: ".../2026-10/"."""
    return reverse("money:month_end_of", args=[written(month)])


def tabs(month: int, today: date) -> list[Link]:
    """Return the previous, this and the next month, and whether each is closed."""
    closed, newest = closed_months(), month_of(today)
    found = []
    for one in (previous_month(month), month, next_month(month)):
        if one <= max(newest, month):
            name = formats.month(one, year=one // 100 != today.year)
            label = _("%(month)s, closed") % {"month": name} if one in closed else name
            found.append(Link(label, address_of(one), one == month))
    return found


@dataclass(frozen=True, slots=True)
class PointRow:
    """A point with its template, and the form to accept it while it is open."""

    point: Point
    template: str
    form: ReasonForm | None


def points(seen: Checklist, typed: ReasonForm | None) -> list[PointRow]:
    """Return the points in the order finance goes through them."""
    known = [seen.points[key] for key in ORDER if key in seen.points]
    return [
        PointRow(
            one,
            f"profitability/points/{one.key}.html",
            reason_form(f"leave-{one.key}", typed, optional=one.key in rules.CONFIRMED) if one.open else None,
        )
        for one in known
    ]


def reason_form(place: str, typed: ReasonForm | None, *, optional: bool = False) -> ReasonForm:
    """Return the form that was posted from `place`, else an empty one."""
    return typed if typed and typed.place == place else ReasonForm(place, optional=optional)


@dataclass(frozen=True, slots=True)
class MissingRow:
    """A person with missing time, the address of their time of the month, and how much is missing of what."""

    name: str
    address: str
    words: str


def missing_rows(seen: Checklist) -> list[MissingRow]:
    """Return the people with missing time, built here since a template takes far longer for a row of each person."""
    address, words = f"{reverse('timesheets:entries')}?month={seen.month}&person=", _("%(missing)s of %(expected)s")
    return [
        MissingRow(
            one.person.name,
            f"{address}{one.person.pk}",
            words % {"missing": formats.hours(one.missing, "sum"), "expected": formats.hours(one.expected, "sum")},
        )
        for one in seen.time.short
    ]


@dataclass(frozen=True, slots=True)
class PricingRow:
    """A person's time without a cost, with the form that prices it."""

    of: Unpriced
    form: RateForm


def pricing_rows(seen: Checklist, typed: RateForm | None = None) -> Sequence[PricingRow]:
    """Return a form for each entry of unpriced time, with a rate for the person or for everyone it would price.

    `typed` is a form that was sent and refused. It is shown in its own place.
    """
    rows = []
    for one in seen.unpriced:
        initial = {
            "since": first_of(seen.month),
            "level": one.level,
            "person_id": one.person.pk if one.level == "person" else None,
            "discipline_id": one.discipline_id,
        }
        ids = f"rate-{one.person.pk}-%s"
        if typed is not None and typed.is_about(initial):
            rows.append(PricingRow(one, RateForm(typed.data, auto_id=ids)))
            typed = None
        else:
            rows.append(PricingRow(one, RateForm(initial=initial, auto_id=ids)))
    return rows


def overage_rows(seen: Checklist) -> list[tuple[EndedOverage, list[tuple[RowForm, str]]]]:
    """Return overage that waits for a decision, each with the forms that bill it or write it off, and their URLs."""
    return [(one, [_decision(one, key, seen.month) for key in (BILL, WRITE_OFF)]) for one in seen.overage]


def _decision(one: EndedOverage, key: str, month: int) -> tuple[RowForm, str]:
    number = item_id(one.agreement_id, one.period.span.first)
    initial = {"version": one.period.row.over, "back": address_of(month)}
    form = RowForm(act=OVERAGE.acts[key], key=f"{OVERAGE.key}-{number}-{key}", initial=initial)
    return form, reverse("waiting:act", args=[OVERAGE.key, number, key])


def payroll_form(seen: Checklist) -> PayrollForm:
    """Return the payroll form with the recorded amount."""
    return PayrollForm(initial={"payroll": major(seen.end.payroll, seen.ledger.books.currency)})


def minor_of(form: PayrollForm) -> int:
    """Return a typed amount in minor units of the agency's currency."""
    return form.minor(agency().currency)


def whose(rate: Rate) -> str:
    """Return the owner of a rate, for a sentence."""
    if rate.level == "person":
        return Person.objects.filter(pk=rate.person_id or 0).values_list("name", flat=True).first() or _("no one")
    if rate.level == "discipline":
        found = Discipline.objects.filter(pk=rate.discipline_id or 0).values_list("name", flat=True).first()
        return found or _("no discipline")
    return _("everyone, on average")
