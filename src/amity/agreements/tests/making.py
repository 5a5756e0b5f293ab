"""Agreements for tests, made through the commands with few values."""

from datetime import date
from decimal import Decimal

from amity.accounts.models import Account
from amity.agreements.contract import value_of
from amity.agreements.drafts import commands as draft_commands
from amity.agreements.fees.rules import AgreedTerms
from amity.agreements.lines import commands as line_commands
from amity.agreements.models import Agreement
from amity.agreements.orders import commands as order_commands
from amity.agreements.orders.commands import ChangedTerms
from amity.agreements.review import commands as review_commands
from amity.agreements.review.models import Review
from amity.agreements.steps import commands as step_commands
from amity.agreements.steps.commands import Evidence
from amity.agreements.terms import commands as term_commands
from amity.agreements.terms.commands import TermFields
from amity.lines.commands import NewTerms
from amity.lines.models import Line
from amity.people.models import Person
from tests.builders import MONDAY, acting

EVIDENCE = Evidence(date(2026, 11, 20), client="Cleo Client", agency="Mara", note="by hand")
FIXED = AgreedTerms("fixed", "EUR", fee=10_000_00, starts_on=date(2026, 11, 2))


def make_draft(by: Person, account: Account, kind: str = "sow", **values: object) -> Agreement:
    """Return a draft. A statement of work has a fixed fee of 10,000."""
    defaults: dict[str, object] = {"title": "Booking", "number": "SOW-36"}
    if kind == "sow":
        defaults["terms"] = FIXED
    return draft_commands.draft_agreement(
        by=acting(by),
        account_id=account.pk,
        kind=kind,
        now=MONDAY,
        **defaults | values,  # type: ignore[arg-type]
    )


def make_offer(by: Person, agreement: Agreement, number: str = "1", rate: str = "125", quantity: str = "80") -> Line:
    """Return a line of the draft, by default 80 h at 125."""
    hours = Decimal(quantity)
    terms = NewTerms(
        MONDAY.date(), quantity=hours, rate=Decimal(rate), planned_seconds=int(hours * 3600), acceptance="in writing",
        revision_rounds=2,
    )  # fmt: skip
    return line_commands.add_line(
        by=acting(by), agreement_id=agreement.pk, number=number, title=f"Line {number}", terms=terms, now=MONDAY
    )


def say(by: Person, agreement: Agreement, **values: str) -> Agreement:
    """Set terms by their key."""
    said = {key: TermFields(value) for key, value in values.items()}
    return term_commands.say_terms(
        by=acting(by), agreement_id=agreement.pk, version=read(agreement).version, fields=said, now=MONDAY
    )


def submit(by: Person, agreement: Agreement) -> Agreement:
    """Send for review."""
    return review_commands.submit_agreement(
        by=acting(by), agreement_id=agreement.pk, version=read(agreement).version, now=MONDAY
    )


def make_order(by: Person, agreement: Agreement, title: str = "More", **values: str) -> Agreement:
    """Return a draft change order that adds a film for 900."""
    order = draft_commands.draft_order(by=acting(by), agreement_id=agreement.pk, title=title, now=MONDAY, **values)
    film = ChangedTerms("added", number="9", title="Film", unit="fixed", quantity=Decimal(1), rate=Decimal(900))
    order_commands.put_change(by=acting(by), order_id=order.pk, change=film, now=MONDAY)
    return read(order)


def sign(by: Person, agreement: Agreement, evidence: Evidence = EVIDENCE) -> Agreement:
    """Sign a draft that needs no review."""
    submit(by, agreement)
    for record in (step_commands.record_with_client, step_commands.record_signature):
        record(by=acting(by), agreement_id=agreement.pk, version=read(agreement).version, evidence=evidence, now=MONDAY)
    return read(agreement)


def review_of(agreement: Agreement, role: str = "legal") -> Review:
    """Return the newest review by a role."""
    return Review.objects.filter(version__agreement=agreement, role=role).latest("version__number")


def make_review(by: Person, account: Account) -> Review:
    """Return a review that waits for legal."""
    draft = make_draft(by, account)
    say(by, draft, liability="unlimited")
    submit(by, draft)
    return review_of(draft)


def worth(agreement: Agreement) -> int:
    """Return the value in minor units, or -1 where it can't be calculated."""
    found = value_of(read(agreement))
    return -1 if found is None else found.minor


def read(agreement: Agreement) -> Agreement:
    """Return the current row."""
    return Agreement.objects.get(pk=agreement.pk)
