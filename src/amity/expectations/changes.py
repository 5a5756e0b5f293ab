"""Values that the commands on expectations take, and their validation."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Annotated, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.evidence import NO_EVIDENCE, Evidence, checked_evidence
from amity.expectations import rules
from amity.expectations.models import Expectation
from amity.lines.models import Line
from amity.people.models import Person
from amity.shared.errors import Invalid
from amity.shared.values import OneOf, Text, flat, tidied, value_of, write

STATE_IT = lazy("Enter what they expect, in one sentence.")
DATE_IT = lazy("Enter the date they expect.")


@dataclass(frozen=True, slots=True)
class ExpectationFields:
    """The editable fields of an expectation.

    The evidence names the contact who expects it or to whom it was promised.
    """

    statement: Annotated[str, Text(500, needed=STATE_IT)]
    kind: Annotated[str, OneOf(rules.KINDS)] = "result"
    line_id: int | None = None
    evidence: Evidence = NO_EVIDENCE
    promised_by_id: int | None = None
    promised_until: date | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A change of an expectation's state. A reset has the client's confirmation and the new statement.

    That of a promise can have a new due date instead.
    """

    state: Annotated[str, OneOf(rules.STATES)]
    note: Annotated[str, Text(2000, lines=True)] = ""
    statement: Annotated[str, Text(500)] = ""
    evidence: Evidence = NO_EVIDENCE
    promised_until: date | None = None


def image(expectation: Expectation) -> dict[str, Any]:
    """Return an expectation as stored in the audit log."""
    return {**flat(value_of(expectation, ExpectationFields)), "state": expectation.state}


def put(expectation: Expectation, fields: ExpectationFields, now: datetime) -> None:
    """Copy the fields to the expectation. Raises `Invalid` for a wrong field."""
    clean = tidied(fields)
    line_in(expectation, clean.line_id)
    evidence = checked_evidence(expectation.account, clean.evidence, today=timezone.localdate(now))
    if clean.kind != rules.PROMISE:
        until = clean.promised_until if clean.kind in rules.DATED else None
        _check_dated(expectation, clean.kind, until)
        clean = replace(clean, promised_by_id=None, promised_until=until)
    elif not Person.objects.filter(pk=clean.promised_by_id or 0).exists():
        raise Invalid(_("Choose who on our team promised it."), "promised_by_id")
    write(replace(clean, evidence=evidence), expectation)


def _check_dated(expectation: Expectation, kind: str, until: date | None) -> None:
    """Raise `Invalid` for an expected date without its date. One recorded without it can still be corrected."""
    was_without = bool(expectation.pk) and expectation.kind == rules.DATE and expectation.promised_until is None
    if kind == rules.DATE and until is None and not was_without:
        raise Invalid(str(DATE_IT), "promised_until")


def line_in(expectation: Expectation, line_id: int | None) -> int | None:
    """Return the id of a line of the same account, or None. Raises `Invalid` for any other."""
    if line_id is not None and not Line.objects.filter(pk=line_id, account=expectation.account_id).exists():
        raise Invalid(_("Choose a line of this account."), "line_id")
    return line_id
