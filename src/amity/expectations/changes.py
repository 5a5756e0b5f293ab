"""Values that the commands on expectations take, and their validation."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from amity.accounts import evidence
from amity.accounts.evidence import Evidence
from amity.expectations import rules
from amity.expectations.models import Expectation
from amity.lines.models import Line
from amity.people.models import Person
from amity.shared.errors import Invalid
from amity.shared.texts import one_line


@dataclass(frozen=True, slots=True)
class ExpectationFields:
    """The editable fields of an expectation. The evidence names who expects it, or to whom it was promised."""

    statement: str
    kind: str = "result"
    line_id: int | None = None
    evidence: Evidence = evidence.NONE
    promised_by_id: int | None = None
    promised_until: date | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A change of an expectation's state. A reset has the new statement and the client's confirmation."""

    state: str
    note: str = ""
    statement: str = ""
    evidence: Evidence = evidence.NONE


def fields_of(expectation: Expectation) -> ExpectationFields:
    """Return the current fields of an expectation."""
    return ExpectationFields(
        statement=expectation.statement,
        kind=expectation.kind,
        line_id=expectation.line_id,
        evidence=evidence.of(expectation),
        promised_by_id=expectation.promised_by_id,
        promised_until=expectation.promised_until,
    )


def image(expectation: Expectation) -> dict[str, Any]:
    """Return an expectation as stored in the audit log."""
    plain = asdict(fields_of(expectation))
    return {**plain.pop("evidence"), **plain, "state": expectation.state}


def put(expectation: Expectation, fields: ExpectationFields, now: datetime) -> None:
    """Copy the fields to the expectation. Raises `Invalid` for a wrong field."""
    expectation.statement = statement_in(fields.statement)
    if fields.kind not in rules.KINDS:
        raise Invalid(_("Choose from the list."), "kind")
    expectation.kind = fields.kind
    expectation.line_id = line_in(expectation, fields.line_id)
    evidence.put(expectation, expectation.account, fields.evidence, today=now.date())
    promised = fields.kind == rules.PROMISE
    if promised and not Person.objects.filter(pk=fields.promised_by_id or 0).exists():
        raise Invalid(_("Choose who on our team promised it."), "promised_by_id")
    expectation.promised_by_id = fields.promised_by_id if promised else None
    expectation.promised_until = fields.promised_until if promised else None


def statement_in(text: str) -> str:
    """A statement in one spelling. Raises `Invalid` for an empty one."""
    statement = one_line(text, 500, "statement")
    if not statement:
        raise Invalid(_("Enter what they expect, in one sentence."), "statement")
    return statement


def line_in(expectation: Expectation, line_id: int | None) -> int | None:
    """A line of the same account, or none. Raises `Invalid` for any other."""
    if line_id is not None and not Line.objects.filter(pk=line_id, account=expectation.account_id).exists():
        raise Invalid(_("Choose a line of this account."), "line_id")
    return line_id
