"""The retainers of the demo agency: hours with requests in mid-month, value, units, access, a block."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Final

from django.utils import timezone

from amity.accounts.demo import account_named, contact_named
from amity.agency.calendars import working_days
from amity.agency.queries import agency
from amity.agreements.lines.models import AgreementLine
from amity.agreements.models import Agreement
from amity.briefs.fields import BriefFields
from amity.briefs.small_jobs import commands as small_jobs
from amity.briefs.small_jobs.commands import NoteFields
from amity.gate.demo import deliver
from amity.gate.items.commands import submit
from amity.gate.subjects.commands import write_about
from amity.projects.models import Project
from amity.retainers.deliveries.commands import count_delivery
from amity.retainers.notes.commands import record_note_sent
from amity.retainers.notes.rules import note_id
from amity.retainers.notes.sending import NOTE as RETAINER_NOTE
from amity.retainers.overage.commands import decide_over
from amity.retainers.periods.ledger_to_date import ledger_to_date
from amity.retainers.terms.commands import agree_period_terms
from amity.retainers.terms.rules import PeriodTerms
from amity.retainers.top_ups.commands import buy_top_up
from amity.scope.models import Request
from amity.scope.requests.commands import finish_request, log_included_request
from amity.scope.requests.fields import RequestFields
from amity.scope.rules import EMAIL
from amity.shared.actor import Actor
from amity.shared.dates.periods import first_day, month_of, previous_month
from amity.shared.money import Rate
from amity.shared.stories import RAVI, Calendar, Crew, Day, ago, coming, moment, rows
from amity.timesheets import commands as timesheets
from amity.timesheets.changes import EntryChanges
from amity.timesheets.models import Entry

TABLES: Final = Path(__file__).with_suffix(".toml")
HOUR: Final = 3_600
DAILY: Final = (240, 210, 210, 300, 180, 180, 270, 210, 270, 210, 180, 240, 270, 210, 240, 180)
"""Minutes of Kestrel's working days from the first of the month: sixty hours in sixteen days."""
LEAD: Final = 20
"""Minutes of these for the account lead, on no request."""
KESTREL, TOM = "Kestrel Bikes", "Tom Brandt"
NOTE: Final = """Dear Tom,

The Winter lookbook is taking longer than planned because the cover was drawn twice. You will have most of your hours
left for the Black Friday page and the gift guide, but little room for anything else this month.

Could you let me know by Friday whether the size finder fixes can wait?"""
"""A note of an earlier date, as its sender wrote it."""


@dataclass(frozen=True, slots=True)
class Retained:
    """A retainer of the demo, with its account manager."""

    project: Project
    agreement: Agreement
    by: Actor

    @property
    def start(self) -> date:
        """The first day of its agreement."""
        if self.agreement.starts_on is None:
            raise LookupError(self.agreement.title)
        return self.agreement.starts_on


@dataclass(frozen=True, slots=True)
class Ask:
    """A request of the demo: who asked, on which working day, minutes planned and worked, days until its due date."""

    title: str
    line: str
    who: str
    working_day: int
    planned: int
    worked: int
    note: str
    wanted_in_days: int | None = None


@dataclass(frozen=True, slots=True)
class Handed:
    """A delivery of Saltmarsh's pack texts, on a day of the story or a working day of the month."""

    units: int
    day: Day | None = None
    working_day: int = 0


def story(crew: Crew, *, now: datetime) -> None:
    """Agree on the periods of six retainers. Record requests, deliveries, top-ups and notes to clients."""
    if kestrel := _retainer(crew, KESTREL, "Shop and campaign care"):
        at_120 = Rate(Decimal(120), kestrel.agreement.currency)
        _agree(kestrel, PeriodTerms(kestrel.start, "hours", 60 * HOUR, "surplus", 1_000, 1, rate=at_120, over="given"))
        _bill_some(kestrel, now)
        _work(crew, kestrel, now)
        _write(kestrel, now)
        _send_note(kestrel, now)
        _banner(crew, kestrel, now)
    if larkfield := _retainer(crew, "Larkfield Dairy", "Dairy care"):
        _agree(larkfield, PeriodTerms(larkfield.start, "value", 950_000, "surplus", 2_000, 2, over="given"))
    if saltmarsh := _retainer(crew, "Saltmarsh Foods", "Saltmarsh retainer"):
        each = Rate(Decimal(490), saltmarsh.agreement.currency)
        _agree(saltmarsh, PeriodTerms(saltmarsh.start, "units", 12, "both", 2_500, 1, rate=each))
        _hand_over(saltmarsh, now)
    if morrow := _retainer(crew, "Morrow Mills", "Mill care"):
        _agree(morrow, PeriodTerms(morrow.start, "hours", 28 * HOUR, "surplus", 1_000, 1))
    if brae := _retainer(crew, "Brae Whisky", "Cellar care"):
        _agree(brae, PeriodTerms(brae.start, "access"))
    if tarn := _retainer(crew, "Tarn Outdoor", "Outdoor hours"):
        bought = Calendar.until(now).day((16, 4))
        buy_top_up(
            by=tarn.by, agreement_id=tarn.agreement.pk, amount=30 * HOUR, price=345_000, valid_from=bought,
            expires_on=bought + timedelta(days=300), note="30 more hours", now=moment(bought),
        )  # fmt: skip


def _retainer(crew: Crew, account: str, name: str) -> Retained | None:
    """Return a retainer by its project, or None in a small demo without it."""
    project = Project.objects.select_related("agreement").filter(account__name=account, name=name).first()
    if project is None or project.agreement is None:
        return None
    return Retained(project, project.agreement, crew.managing(account))


def _agree(one: Retained, terms: PeriodTerms) -> None:
    agree_period_terms(by=one.by, agreement_id=one.agreement.pk, terms=terms, now=moment(terms.valid_from))


def _bill_some(one: Retained, now: datetime) -> None:
    """Bill eight hours of the last period before the previous one with more overage than that. Write off the rest."""
    over = [period for period in ledger_to_date(one.agreement, now.date()).periods[:-2] if period.row.over > 8 * HOUR]
    if over:
        decide_over(
            by=one.by, agreement_id=one.agreement.pk, period=over[-1].span.first, given=over[-1].row.over - 8 * HOUR,
            now=moment(over[-1].span.last, 15),
        )  # fmt: skip


def _hand_over(one: Retained, now: datetime) -> None:
    """Record the pack texts delivered month by month, then those of the current month so far."""
    calendar = Calendar.until(now)
    days = _month_until(now - timedelta(days=1))
    for delivery in rows(TABLES, Handed, "deliveries"):
        if delivery.day or delivery.working_day <= len(days):
            day = calendar.day(delivery.day) if delivery.day else days[delivery.working_day - 1]
            count_delivery(
                by=one.by, agreement_id=one.agreement.pk, units=delivery.units, delivered_on=day, what="Pack texts",
                now=moment(day, 9 if delivery.day else 16),
            )  # fmt: skip


def _month_until(now: datetime) -> list[date]:
    """Return the working days of the current month up to a date."""
    return list(working_days(agency().country, first_day(month_of(now.date())), now.date()))


def _work(crew: Crew, one: Retained, now: datetime) -> None:
    """Log Kestrel's requests of the current month so far, and the time on them."""
    days = _month_until(now - timedelta(days=2))[: len(DAILY)]
    asks = [ask for ask in rows(TABLES, Ask, "requests") if days]
    items = {ask.title: _request(one, ask, days[ask.working_day - 1]) for ask in asks if ask.working_day <= len(days)}
    left = [(ask, ask.worked) for ask in asks]
    for day, minutes in zip(days, DAILY, strict=False):
        _log(crew, one, day, "Account lead", LEAD, None, "Calls with Tom")
        rest = minutes - LEAD
        while rest and left:
            ask, open_minutes = left[0]
            part = min(rest, open_minutes)
            _log(crew, one, day, ask.line, part, items.get(ask.title), ask.note)
            rest -= part
            left[0] = (ask, open_minutes - part)
            if not left[0][1]:
                _finish(one, ask, items.get(ask.title), day)
                left = left[1:]


def _request(one: Retained, ask: Ask, day: date) -> int:
    """Log a request and return its work item's id."""
    wanted = first_day(month_of(day)) + timedelta(days=ask.wanted_in_days) if ask.wanted_in_days else None
    fields = RequestFields(
        f"{ask.title} {day.year}", contact_named(ask.who), EMAIL, asked_on=day, wanted_on=wanted,
        line_id=_line(one, ask.line), planned_seconds=ask.planned * 60,
    )  # fmt: skip
    made = log_included_request(by=one.by, agreement_id=one.agreement.pk, fields=fields, now=moment(day))
    return made.item_id or 0


def _log(
    crew: Crew, one: Retained, day: date, line: str, minutes: int, item: int | None, note: str
) -> None:  # fmt: skip
    """Log time on a line as the person who worked on it last."""
    line_id = _line(one, line)
    last = Entry.objects.filter(line_id=line_id, person__is_active=True).order_by("work_date", "pk").last()
    if last is None:
        raise LookupError(line)
    changes = EntryChanges(
        day, minutes * 60, note, one.project.account_id, one.project.pk, line_id, item, billable=True
    )
    timesheets.log_entry(by=crew.acting(last.person.name), changes=changes, now=moment(day, 17))


def _finish(one: Retained, ask: Ask, item: int | None, day: date) -> None:
    """Finish a request that took longer than planned. The others are still open."""
    if ask.worked > ask.planned and item:
        finish_request(by=one.by, request_id=Request.objects.get(item_id=item).pk, now=moment(day, 18))


def _write(one: Retained, now: datetime) -> None:
    """Record the note sent to Tom two weeks ago, when half the hours of the month were used."""
    sent = ago(now, 14)
    record_note_sent(
        by=one.by, agreement_id=one.agreement.pk, period=first_day(month_of(sent.date())), text=NOTE,
        contact_id=contact_named(TOM), now=sent,
    )  # fmt: skip


def _send_note(one: Retained, now: datetime) -> None:
    """Send the note on the month before, which had ended, through the gate, and tell that it was accepted."""
    period = first_day(previous_month(month_of(timezone.localdate(now))))
    at = max(ago(now, 3), moment(first_day(month_of(timezone.localdate(now)))))
    item = write_about(by=one.by, key=RETAINER_NOTE, subject_id=note_id(one.agreement.pk, period), now=at)
    submit(by=one.by, item_id=item.pk, version=item.version, now=at)
    item.refresh_from_db()
    deliver(item, at)


def _banner(crew: Crew, one: Retained, now: datetime) -> None:
    """Log a request made on the phone: a brief, confirmed and converted within minutes."""
    tom = contact_named(TOM)
    fields = BriefFields(
        title="Banners for the January sale", stated_by_id=tom, stated_in="call", approver_id=tom,
        done_when="Three sizes delivered", client_words="We need the sale on the home page by the second of January.",
        budget_kind="cap", budget_high=100_000, wanted_on=coming(now, 35), retainer_id=one.agreement.pk,
        manager_id=crew.id(RAVI),
    )  # fmt: skip
    note = small_jobs.open_note(
        by=one.by, account_id=account_named(KESTREL).pk, now=now,
        fields=NoteFields(fields, ((crew.discipline("Design"), 6 * HOUR),)),
    )  # fmt: skip
    small_jobs.start_note(by=one.by, brief_id=note.pk, version=note.version, now=now)


def _line(one: Retained, title: str) -> int:
    return AgreementLine.objects.get(agreement=one.agreement, line__title=title).line_id
