"""Builders of test data with as few arguments as possible. Entries use the command, so that sums are written."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count

from django.contrib.auth.hashers import make_password
from django.db.models import Model

from amity.accounts.models import Account
from amity.agency.models import Agency, CostRate
from amity.agreements.lines.models import AgreementLine
from amity.agreements.models import Agreement
from amity.expenses.changes import ExpenseChanges
from amity.expenses.commands import log_expense
from amity.expenses.models import Expense
from amity.facts.models import Fact
from amity.lines.models import Line, Terms
from amity.people import rules as roles
from amity.people.models import Discipline, DisciplineSince, HeldRole, Person
from amity.people.queries import actor_for
from amity.projects.models import Project, TeamMember, WorkItem
from amity.shared.actor import Actor, Through
from amity.shared.refs import Ref
from amity.timesheets import commands
from amity.timesheets.changes import EntryChanges
from amity.timesheets.models import Entry

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
WORK_DAY = date(2026, 11, 20)
PASSWORD = "correct horse battery"
_HASH = make_password(PASSWORD, hasher="md5")
_number = count(1)


def make_agency(**values: object) -> Agency:
    """Create the agency, in euros and in Berlin by default."""
    defaults: dict[str, object] = {"name": "Halden", "currency": "EUR", "country": "DE", "time_zone": "Europe/Berlin"}
    return Agency.objects.update_or_create(pk=1, defaults=defaults | values)[0]


def make_person(name: str = "", *held: str, discipline: Discipline | None = None, **values: object) -> Person:
    """Create a person with roles who can sign in with `PASSWORD`."""
    name = name or f"Person {next(_number)}"
    mail = values.pop("mail", f"{name.lower().replace(' ', '.')}@halden.example")
    person = Person(name=name, mail=mail, password=_HASH, discipline=discipline, **values)  # type: ignore[misc]
    person.save()
    HeldRole.objects.bulk_create(HeldRole(person=person, role=role) for role in held or (roles.TEAM_MEMBER,))
    if discipline:
        DisciplineSince.objects.create(person=person, discipline=discipline, valid_from=date(2020, 1, 1))
    return person


def acting(person: Person, through: Through = "page") -> Actor:
    """Return the person as an actor."""
    return actor_for(person, through)


def make_account(name: str = "", *, manager: Person | None = None, currency: str = "EUR", **values: object) -> Account:
    """Create an active account."""
    defaults: dict[str, object] = {"name": name or f"Account {next(_number)}", "opened_at": MONDAY}
    return Account.objects.create(**defaults | values, manager=manager, currency=currency)


def make_fact(about: Model, field: str, state: str = "known", **columns: object) -> Fact:
    """Create a fact about a field. A question needs `owner` and `due_on`."""
    return Fact.objects.create(
        subject_kind=Ref.to(about).kind, subject_id=about.pk, field=field, state=state, **columns
    )


def make_agreement(account: Account | None, fee_model: str = "time_and_materials", **values: object) -> Agreement:
    """Create an agreement in the account's currency."""
    defaults: dict[str, object] = {
        "title": f"Agreement {next(_number)}",
        "currency": account.currency if account else "EUR",
        "signed_on": date(2026, 1, 1),
        "starts_on": date(2026, 1, 1),
    }
    return Agreement.objects.create(account=account, fee_model=fee_model, **defaults | values)


def make_project(
    account: Account | None = None, *, team: Iterable[Person] = (), manager: Person | None = None, **values: object
) -> Project:
    """Create an active project with a team. `status="initiating"` makes one that waits for its hand-off."""
    defaults: dict[str, object] = {"name": f"Project {next(_number)}", "opened_at": MONDAY}
    project = Project.objects.create(account=account, manager=manager, **defaults | values)
    for person in team:
        TeamMember.objects.create(project=project, person=person, since=date(2026, 1, 1))
    return project


def make_line(agreement: Agreement, number: str = "", *, hours: str | None = None, **terms: object) -> Line:
    """Create a line of the agreement with signed terms, planned at `hours`."""
    number = number or f"{next(_number)}"
    line = Line.objects.create(account=agreement.account, number=number, title=f"Line {number}")
    AgreementLine.objects.create(agreement=agreement, line=line, number=number)
    defaults: dict[str, object] = {
        "source": "agreement",
        "valid_from": date(2026, 1, 1),
        "signed_on": date(2026, 1, 1),
        "currency": agreement.currency,
        "planned_seconds": seconds(hours) if hours else None,
        "added_at": MONDAY,
    }
    Terms.objects.create(line=line, **defaults | terms)
    return line


def make_item(project: Project, title: str = "", *, hours: str | None = None, line: Line | None = None) -> WorkItem:
    """Create a work item, planned at `hours`."""
    planned = seconds(hours) if hours else None
    title = title or f"Item {next(_number)}"
    return WorkItem.objects.create(project=project, title=title, line=line, planned_seconds=planned)


def make_cost_rate(per_hour: str, *, level: str = "average", heads: int | None = 10, **values: object) -> CostRate:
    """Create a confirmed cost rate, valid from 2020."""
    defaults: dict[str, object] = {
        "valid_from": date(2020, 1, 1),
        "confirmed_by": "Fina",
        "confirmed_at": MONDAY,
        "per_hour": Decimal(per_hour),
    }
    return CostRate.objects.create(level=level, heads=heads, **defaults | values)


def make_entry(
    *, by: Person, hours: str = "1:00", project: Project | None = None, on: date = WORK_DAY, **values: object
) -> Entry:
    """Log an entry as a person through the command."""
    changes = entry_changes(hours=hours, project=project, on=on, **values)
    return commands.log_entry(by=acting(by), changes=changes, now=MONDAY)


def make_expense(*, by: Person, project: Project, on: date = WORK_DAY, **values: object) -> Expense:
    """Record 10.00 EUR of pass-through cost, billed for 11.00, through the command."""
    said: dict[str, object] = {"amount": 1_000, "currency": "EUR", "billable": True, "billed": 1_100, **values}
    changes = ExpenseChanges(spent_on=on, project_id=project.pk, supplier="Printers", **said)  # type: ignore[arg-type]
    return log_expense(by=acting(by), changes=changes, now=MONDAY)


def entry_changes(
    *, hours: str = "1:00", project: Project | None = None, on: date = WORK_DAY, **values: object
) -> EntryChanges:
    """Return the entered values of an entry."""
    project_id = project.pk if project else None
    return EntryChanges(work_date=on, seconds=seconds(hours), project_id=project_id, **values)  # type: ignore[arg-type]


def seconds(hours: str) -> int:
    """Return the seconds of "3:30" or "3.5"."""
    if ":" in hours:
        whole, minutes = hours.split(":")
        return int(whole) * 3600 + int(minutes) * 60
    return int(Decimal(hours) * 3600)
