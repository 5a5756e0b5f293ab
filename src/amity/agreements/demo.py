"""The agreements of the demo agency in progress: signed for later, waiting for legal, or changed by an order."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Final

from amity.accounts.demo import account_named
from amity.accounts.models import Account
from amity.agreements.client_copy.sending import AGREEMENT
from amity.agreements.deliverables import commands as deliverables
from amity.agreements.deliverables.commands import DeliverableFields
from amity.agreements.drafts import commands as drafts
from amity.agreements.fees.rules import AgreedTerms
from amity.agreements.lines import commands as line_commands
from amity.agreements.models import Agreement
from amity.agreements.named_people.commands import Named, name_person
from amity.agreements.orders import commands as orders
from amity.agreements.orders.commands import ChangedTerms
from amity.agreements.orders.demo import unsigned
from amity.agreements.review import commands as reviews
from amity.agreements.review.models import Review
from amity.agreements.rules import BY_ITSELF
from amity.agreements.sections import commands as sections
from amity.agreements.sections.commands import Section
from amity.agreements.steps import commands as steps
from amity.agreements.steps.demo import AFFAIRS, LEGAL, cleared, submit_for_review, through, version_of
from amity.agreements.terms import commands as term_commands
from amity.agreements.terms.commands import TermFields
from amity.gate.items.commands import submit
from amity.gate.subjects.commands import write_about
from amity.lines.commands import NewTerms
from amity.shared.actor import Actor
from amity.shared.stories import DIRECTOR, LAST, Calendar, Crew, Day, coming, moment, rows

TABLES: Final = Path(__file__).with_suffix(".toml")
CALDER, KESTREL, LARKFIELD, OSPREY = "Calder Clinics", "Kestrel Bikes", "Larkfield Dairy", "Osprey Rail"


@dataclass(frozen=True, slots=True)
class SoldLine:
    """A line of an agreement signed for later."""

    title: str
    discipline: str
    hours: int


@dataclass(frozen=True, slots=True)
class Sold:
    """An agreement signed in the newest month for later: a fee, or an hourly rate, in whole euros."""

    account: str
    title: str
    model: str
    start: Day
    end: Day
    lines: tuple[SoldLine, ...]
    fee: int | None = None
    hourly: Decimal | None = None
    cap: int | None = None
    order_number: str = ""


@dataclass(frozen=True, slots=True)
class BookingLine:
    """A line of Calder's statement of work."""

    title: str
    unit: str
    quantity: Decimal
    rate: Decimal
    accepted: str
    hours: int | None = None
    rounds: int | None = None


def story(crew: Crew, *, now: datetime) -> None:
    """Sign the agreements that start after the story, then take those of the last weeks through their steps."""
    calendar = Calendar.until(now)
    for number, sold in enumerate(rows(TABLES, Sold, "sold"), 1):
        _sign(crew, calendar, sold, number)
    _frame(crew, account_named(OSPREY), now)
    _booking(crew, account_named(CALDER), now)
    _dealers(crew, account_named(KESTREL), now)
    _to_send(crew, account_named(LARKFIELD), now)
    _for_signature(crew, account_named(KESTREL), now)
    for code, title, fee in (("SOW-38", "Ticket screens for Cardiff", 9_600), ("SOW-39", "Winter timetable", 3_200)):
        _approved_by(
            crew, account_named(OSPREY), "Dana Whitlock", AgreedTerms("fixed", "EUR", fee=fee * 100), code, title, now
        )


def _sign(crew: Crew, calendar: Calendar, sold: Sold, number: int) -> None:
    signed = calendar.day((LAST, 20 + number))
    by, client, now = crew.managing(sold.account), account_named(sold.account), moment(signed)
    agreed = AgreedTerms(
        sold.model, client.currency, fee=sold.fee * 100 if sold.fee else None, hourly_rate=sold.hourly,
        cap=sold.cap * 100 if sold.cap else None, signed_on=signed, starts_on=calendar.day(sold.start),
        ends_on=calendar.day(sold.end),
    )  # fmt: skip
    agreement = drafts.open_agreement(
        by=by, account_id=client.pk, title=calendar.named(sold.title), number=f"{calendar.year}-{number:02d}",
        terms=agreed, now=now,
    )  # fmt: skip
    if sold.order_number:
        steps.record_order_number(
            by=by, agreement_id=agreement.pk, version=agreement.version, order_number=sold.order_number, now=now
        )
    for place, line in enumerate(sold.lines, 1):
        line_commands.add_line(
            by=by, agreement_id=agreement.pk, number=str(place), title=line.title, now=now,
            terms=NewTerms(
                valid_from=signed, signed_on=signed, quantity=Decimal(line.hours), rate=sold.hourly,
                planned_seconds=line.hours * 3600, discipline_id=crew.discipline(line.discipline),
            ),
        )  # fmt: skip


def _frame(crew: Crew, account: Account, now: datetime) -> None:
    """Create a master agreement in force, by which silence makes contact reports the working basis."""
    by, at = crew.managing(account.name), now - timedelta(days=400)
    frame = drafts.draft_agreement(
        by=by, account_id=account.pk, kind="msa", title="Master agreement", number="MSA-2", now=at
    )
    _say(by, frame, at, {"silence": TermFields("2")})
    named = Named("client", "Head of brand", "Dana Whitlock", approves="all", approves_up_to=25_000_00)
    name_person(by=by, agreement_id=frame.pk, version=version_of(frame), named=named, now=at)
    through(crew, frame, by, at + timedelta(days=10), "Helen Marsh")


def _booking(crew: Crew, account: Account, now: datetime) -> None:
    """Create a master agreement whose notice date is near, and a statement of work that legal returned once."""
    by, legal, at = crew.managing(account.name), crew.acting(LEGAL), now - timedelta(days=12)
    frame = drafts.draft_agreement(
        by=by, account_id=account.pk, kind="msa", title="Working together", number="MSA-4", now=at - timedelta(days=500)
    )
    dates = drafts.Particulars(
        frame.title, frame.number, renewal=BY_ITSELF, renews_on=coming(now, 47), notice_on=coming(now, 17)
    )
    drafts.change_particulars(
        by=by, agreement_id=frame.pk, version=version_of(frame), particulars=dates, now=at - timedelta(days=500)
    )
    through(crew, frame, by, at - timedelta(days=490), "Jana Roth")
    terms = AgreedTerms("fixed", account.currency, fee=41_420_00, starts_on=_monday(now, 6), ends_on=_monday(now, 22))
    sow = drafts.draft_agreement(
        by=by, account_id=account.pk, kind="sow", title="Patient booking", number="SOW-36", parent_id=frame.pk,
        terms=terms, now=at,
    )  # fmt: skip
    _quote(by, sow, at)
    for kind, text in (
        ("need", "Patients give up on the phone. The front desks want fewer calls by the spring."),
        ("exclusions", "Hosting, media and print are not included."),
        ("payment", "€12,426 on signature, €12,426 when booking is in test, €16,568 on completion."),
    ):
        sections.put_clause(by=by, agreement_id=sow.pk, section=Section(kind, text), now=at)
    deliverable = DeliverableFields(
        "Booking system in test", due="six weeks after the start",
        standard="Patients can book, move and cancel an appointment",
        level="At three clinics, without a phone call", method="Two days at the front desk",
    )  # fmt: skip
    deliverables.put_deliverable(by=by, agreement_id=sow.pk, deliverable=deliverable, now=at)
    asked = TermFields("unlimited", "unlimited", "Jana Roth, email")
    _say(by, sow, at, {"liability": asked, "payment": TermFields("45", "60", "Jana Roth, email")})
    submit_for_review(by, sow, at)
    reviews.give_verdict(
        by=legal, review_id=_review(sow, "legal").pk, verdict="returned", now=at + timedelta(days=2),
        words="We can’t accept unlimited liability. The fallback is twice the fee, if the director agrees.",
        comments={"terms.liability": "Twice the fee at most."},
    )  # fmt: skip
    again = now - timedelta(days=3)
    _say(by, sow, again, {"liability": TermFields("2", "unlimited", "Jana Roth, email")})
    submit_for_review(by, sow, again)
    for role, who, words in (
        ("business_affairs", AFFAIRS, "45 days is fine. They have paid on time for two years."),
        ("account_director", DIRECTOR, "Agreed: twice the fee, for this client."),
    ):
        reviews.give_verdict(
            by=crew.acting(who), review_id=_review(sow, role).pk, verdict="cleared", words=words,
            now=again + timedelta(hours=5),
        )  # fmt: skip


def _dealers(crew: Crew, account: Account, now: datetime) -> None:
    """Create a recently signed statement of work, and a change order that adds a line and shortens another."""
    by, at = crew.managing(account.name), now - timedelta(days=40)
    terms = AgreedTerms("fixed", account.currency, fee=7_600_00, starts_on=_monday(now, 1), ends_on=_monday(now, 9))
    sow = drafts.draft_agreement(
        by=by, account_id=account.pk, kind="sow", title="Dealer pages", number="SOW-33", terms=terms, now=at
    )
    lines = [
        line_commands.add_line(
            by=by, agreement_id=sow.pk, number=number, title=title, now=at,
            terms=NewTerms(
                at.date(), unit="hour", quantity=Decimal(hours), rate=Decimal(95), planned_seconds=hours * 3600,
                revision_rounds=2, acceptance="Approved by the dealer team",
            ),
        )
        for number, title, hours in (("1", "Page template", 50), ("2", "Dealer copy", 30))
    ]  # fmt: skip
    through(crew, sow, by, at + timedelta(days=5), "Ruben Faas")
    steps.record_order_number(
        by=by, agreement_id=sow.pk, version=version_of(sow), order_number="PO-20418", now=at + timedelta(days=12)
    )
    later = now - timedelta(days=9)
    order = drafts.draft_order(
        by=by, agreement_id=sow.pk, title="Opening hours on the map", number="CO-1", now=later,
        reason="Dealers asked for it. They will write their own copy instead.",
    )  # fmt: skip
    for change in (
        ChangedTerms(
            "added", number="3", title="Opening hours on the map", quantity=Decimal(24), rate=Decimal(95),
            planned_seconds=24 * 3600, revision_rounds=1, acceptance="Shown for all forty dealers",
        ),
        ChangedTerms(
            "changed", lines[1].pk, quantity=Decimal(10), rate=Decimal(95), planned_seconds=36_000, revision_rounds=1,
            acceptance="Approved by the dealer team",
        ),
    ):  # fmt: skip
        orders.put_change(by=by, order_id=order.pk, change=change, now=later)
    through(crew, order, by, later + timedelta(days=2), "Ruben Faas")
    unsigned(crew, account, sow, now)


def _to_send(crew: Crew, account: Account, now: datetime) -> None:
    """Create a statement of work that every review has cleared, and that the client hasn't had yet."""
    by, at = crew.managing(account.name), now - timedelta(days=3)
    terms = AgreedTerms("fixed", account.currency, fee=4_800_00, starts_on=_monday(now, 3), ends_on=_monday(now, 8))
    sow = drafts.draft_agreement(
        by=by, account_id=account.pk, kind="sow", title="Recipe films for spring", number="SOW-34", terms=terms, now=at
    )
    quoted = NewTerms(
        at.date(), unit="piece", quantity=Decimal(4), rate=Decimal(1200), planned_seconds=48 * 3600, revision_rounds=1,
        acceptance="Approved by the brand team",
    )  # fmt: skip
    line_commands.add_line(by=by, agreement_id=sow.pk, number="1", title="Recipe film", terms=quoted, now=at)
    cleared(crew, sow, by, at + timedelta(days=1))


def _for_signature(crew: Crew, account: Account, now: datetime) -> None:
    """Submit the email with a confidentiality agreement, which waits in *Going out* until it is cleared."""
    by, at = crew.acting(DIRECTOR), now - timedelta(days=2)
    secret = drafts.draft_agreement(
        by=by, account_id=account.pk, kind="nda", title="Confidentiality, dealer portal", number="NDA-5", now=at
    )
    cleared(crew, secret, by, at)
    item = write_about(by=by, key=AGREEMENT, subject_id=secret.pk, now=now - timedelta(hours=2))
    submit(by=by, item_id=item.pk, version=item.version, now=now - timedelta(hours=2))


def _approved_by(
    crew: Crew, account: Account, name: str, terms: AgreedTerms, number: str, title: str, now: datetime
) -> None:
    """Clear a statement of work that names who approves it at the client. The client pages send and sign it."""
    by, at = crew.managing(account.name), now - timedelta(days=6)
    dated = replace(terms, currency=account.currency, starts_on=_monday(now, 4), ends_on=_monday(now, 12))
    sow = drafts.draft_agreement(
        by=by, account_id=account.pk, kind="sow", title=title, number=number, terms=dated, now=at
    )
    named = Named("client", "Head of brand", name, approves="all")
    name_person(by=by, agreement_id=sow.pk, version=sow.version, named=named, now=at)
    cleared(crew, sow, by, at + timedelta(hours=3))


def _quote(by: Actor, sow: Agreement, now: datetime) -> None:
    for number, line in enumerate(rows(TABLES, BookingLine, "booking"), 1):
        quoted = NewTerms(
            now.date(), unit=line.unit, quantity=line.quantity, rate=line.rate, revision_rounds=line.rounds,
            planned_seconds=None if line.hours is None else line.hours * 3600, acceptance=line.accepted,
        )  # fmt: skip
        line_commands.add_line(by=by, agreement_id=sow.pk, number=str(number), title=line.title, terms=quoted, now=now)


def _say(by: Actor, agreement: Agreement, now: datetime, fields: Mapping[str, TermFields]) -> None:
    term_commands.say_terms(by=by, agreement_id=agreement.pk, version=version_of(agreement), fields=fields, now=now)


def _review(agreement: Agreement, role: str) -> Review:
    return Review.objects.filter(version__agreement=agreement, role=role, verdict="").latest("pk")


def _monday(now: datetime, weeks: int) -> date:
    """Return the Monday of the week that is `weeks` weeks away."""
    return now.date() + timedelta(days=7 * weeks - now.weekday())
