"""Values for logging and editing time, and their validation."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.lines.models import Line
from amity.people.models import Person
from amity.projects import queries as projects
from amity.projects.models import Project, WorkItem
from amity.shared.errors import Invalid
from amity.shared.values import Text, Whole
from amity.timesheets.choosing.keys import WorkKey
from amity.timesheets.models import Entry
from amity.timesheets.rules import DAY_SECONDS


@dataclass(frozen=True, slots=True)
class EntryChanges:
    """The editable fields of an entry. Ids are None if there is none.

    `courtesy` is work for a client at no charge, so it is not billable whatever `billable` is. Only forms and REST
    limit the length of `text`. That of an imported entry may be longer.
    """

    work_date: date
    seconds: Annotated[int, Whole(1, DAY_SECONDS)]
    text: Annotated[str, Text(2000, lines=True)] = ""
    account_id: int | None = None
    project_id: int | None = None
    line_id: int | None = None
    item_id: int | None = None
    billable: bool = True
    courtesy: bool = False

    @property
    def key(self) -> WorkKey:
        """Return what the time is logged on."""
        return WorkKey(self.account_id, self.project_id, self.line_id, self.item_id)


@dataclass(frozen=True, slots=True)
class Place:
    """An account, project, line and work item that fit together, to log time on."""

    account: Account | None
    project: Project | None
    line: Line | None
    item: WorkItem | None


def place_for(person: Person, changes: EntryChanges) -> Place:
    """Return the objects that the changes name, if the person can see them. Raise `Invalid` at the wrong field."""
    if not 0 < changes.seconds <= DAY_SECONDS:
        raise Invalid(_("Enter more than 0 and at most 24 hours."), "hours")
    return place_of(person, changes.key)


def place_of(person: Person, key: WorkKey) -> Place:
    """Return the objects with these ids, which must fit together and be visible to the person.

    Raises `Invalid` at the wrong field.
    """
    project = _project(person, key.project_id)
    account = project.account if project else _account(person, key.account_id)
    item = _item(project, key.item_id)
    line = _line(project, key.line_id or (item.line_id if item else None))
    return Place(account, project, line, item)


def as_placed(changes: EntryChanges, place: Place) -> EntryChanges:
    """Return the changes with what their work item decides: whether its time is at no charge."""
    return replace(changes, courtesy=True) if place.item is not None and place.item.at_no_charge else changes


def put(entry: Entry, changes: EntryChanges, place: Place) -> None:
    """Copy the fields to the entry. Prices are set afterwards."""
    entry.work_date = changes.work_date
    entry.seconds = changes.seconds
    entry.text = changes.text.strip()
    entry.account, entry.project, entry.line, entry.item = place.account, place.project, place.line, place.item
    for_client = place.project is not None and place.account is not None
    entry.courtesy = changes.courtesy and for_client
    entry.billable = changes.billable and for_client and not entry.courtesy


def _project(person: Person, project_id: int | None) -> Project | None:
    if project_id is None:
        return None
    project = projects.known_to(person, project_id)
    if project is None:
        raise Invalid(_("Choose a project from the list."), "project")
    return project


def _account(person: Person, account_id: int | None) -> Account | None:
    if account_id is None:
        return None
    account = Account.objects.visible_to(person).filter(pk=account_id).first()
    if account is None:
        raise Invalid(_("Choose an account from the list."), "account")
    return account


def _item(project: Project | None, item_id: int | None) -> WorkItem | None:
    if item_id is None:
        return None
    item = WorkItem.objects.filter(pk=item_id, project=project).first() if project else None
    if item is None:
        raise Invalid(_("This work item belongs to another project."), "item")
    return item


def _line(project: Project | None, line_id: int | None) -> Line | None:
    if line_id is None:
        return None
    agreement = project.agreement_id if project else None
    line = Line.objects.filter(pk=line_id, placement__agreement=agreement).first() if agreement else None
    if line is None:
        raise Invalid(_("This line belongs to another project’s agreement."), "line")
    return line
