"""Create lines and add terms to them. Terms are never changed or deleted."""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Final

from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.agency.models import Service
from amity.audit import trail
from amity.lines import policy, queries, rules
from amity.lines.models import HoursByDiscipline, Line, Terms
from amity.people.models import Discipline
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.text.texts import one_line, within
from amity.shared.values import Decimals, Hours, Minor, OneOf, Text, Whole, tidied

MONEY: Final = ("rate", "planned_cost")


@dataclass(frozen=True, slots=True)
class NewTerms:
    """Terms from a date.

    `rate` is in major units of `currency` per `unit`, `planned_cost` in the agency's minor units, and `planned_seconds`
    whole; None where nothing was agreed. Without `signed_on` they are an offer. `hours` are pairs of discipline and
    seconds, whose sum is the plan.
    """

    valid_from: date
    source: Annotated[str, OneOf(rules.SOURCES)] = rules.AGREEMENT
    signed_on: date | None = None
    unit: Annotated[str, OneOf(rules.UNITS)] = "hour"
    quantity: Annotated[Decimal | None, Decimals(12, 2)] = None
    rate: Annotated[Decimal | None, Decimals(12, 4)] = None
    currency: str = ""
    planned_seconds: Annotated[int | None, Hours()] = None
    planned_cost: Annotated[int | None, Minor()] = None
    service_id: int | None = None
    discipline_id: int | None = None
    revision_rounds: Annotated[int | None, Whole(0, 99)] = None
    acceptance: Annotated[str, Text(5000, lines=True)] = ""
    source_label: Annotated[str, Text(200)] = ""
    replaces_id: int | None = None
    hours: tuple[tuple[int, int], ...] = ()


@command
def open_line(
    *, by: Actor, account_id: int | None, number: str, title: str, now: datetime, phase: str = ""
) -> Line:  # fmt: skip
    """Create a line for something that is quoted. It has no terms yet."""
    account = Account.objects.select_related("manager").get(pk=account_id) if account_id else None
    policy.may_write(person_of(by), account).or_refuse()
    names = _named(number, title, phase)
    line = Line(account=account, **names)
    line.save(force_insert=True)
    trail.record("line.opened", subject=line, by=by, at=now, changes={**names, "account_id": account_id})
    return line


@command
def edit_line(*, by: Actor, line_id: int, number: str, title: str, now: datetime, phase: str = "") -> Line:
    """Rename a line. Once its terms are signed, its name is fixed, because the client signed it."""
    line = queries.line_to_write(line_id)
    policy.may_write(person_of(by), line.account).or_refuse()
    if Terms.objects.filter(line=line, signed_on__isnull=False).exists():
        raise Refused(_("This line has been signed. Its number and title can’t change."))
    names = _named(number, title, phase)
    before = {name: getattr(line, name) for name in names}
    if names != before:
        for name, text in names.items():
            setattr(line, name, text)
        line.save(update_fields=list(names))
        trail.record("line.edited", subject=line, by=by, at=now, changes={"before": before, "after": names})
    return line


@command
def set_terms(*, by: Actor, line_id: int, terms: NewTerms, now: datetime) -> Terms:
    """Add terms to a line. Earlier ones stay. A row can be replaced once, by a row of the same line."""
    line = queries.line_to_write(line_id)
    policy.may_write(person_of(by), line.account).or_refuse()
    terms = tidied(terms)
    terms = replace(terms, quantity=rules.quantity_of(terms.unit, terms.quantity, terms.rate))
    _check(terms)
    if terms.replaces_id is not None and not rules.may_replace(queries.dated(line), terms.replaces_id):
        raise Refused(_("Those terms have already been replaced, or belong to another line."))
    if not terms.hours and terms.planned_seconds:
        terms = replace(terms, hours=_kept_hours(line, terms))
    if terms.hours and terms.planned_seconds is None:
        terms = replace(terms, planned_seconds=sum(seconds for _discipline, seconds in terms.hours))
    columns = asdict(terms)
    del columns["hours"]
    row = Terms(line=line, added_at=now, **columns)
    row.save(force_insert=True)
    for discipline, seconds in terms.hours:
        HoursByDiscipline(terms=row, discipline_id=discipline, seconds=seconds).save(force_insert=True)
    trail.record("line.terms_set", subject=line, by=by, at=now, changes=asdict(terms), money=MONEY)
    return row


def _kept_hours(line: Line, terms: NewTerms) -> tuple[tuple[int, int], ...]:
    """Return the hours by discipline of the newest terms, if plan and discipline stay the same."""
    newest = Terms.objects.filter(line=line).order_by("valid_from", "id").last()
    if newest is None or newest.planned_seconds != terms.planned_seconds:
        return ()
    if terms.discipline_id not in (None, newest.discipline_id):
        return ()
    return tuple(sorted(queries.hours_of([newest.pk]).get(newest.pk, {}).items()))


def _named(number: str, title: str, phase: str) -> dict[str, str]:
    names = {
        "number": within(number, 40, "number"),
        "title": one_line(title, 300, "title"),
        "phase": within(phase, 120, "phase"),
    }
    if not names["number"]:
        raise Invalid(_("Enter a line number."), "number")
    if not names["title"]:
        raise Invalid(_("Enter a title."), "title")
    return names


def _check(terms: NewTerms) -> None:
    if terms.service_id is not None and not Service.objects.filter(pk=terms.service_id).exists():
        raise Invalid(_("Choose from the list."), "service_id")
    if terms.discipline_id is not None and not Discipline.objects.filter(pk=terms.discipline_id).exists():
        raise Invalid(_("Choose from the list."), "discipline_id")
    _check_hours(terms)


def _check_hours(terms: NewTerms) -> None:
    known = set(Discipline.objects.values_list("pk", flat=True)) if terms.hours else set()
    named = [discipline for discipline, _seconds in terms.hours]
    if len(set(named)) != len(named) or not known.issuperset(named):
        raise Invalid(_("Enter hours once for each discipline."), "hours")
    if any(seconds < 0 for _discipline, seconds in terms.hours):
        raise Invalid(_("Enter 0 or more."), "hours")
    if terms.hours and terms.planned_seconds not in (None, sum(seconds for _discipline, seconds in terms.hours)):
        raise Invalid(_("The hours by discipline don’t add up to the plan."), "planned_seconds")
