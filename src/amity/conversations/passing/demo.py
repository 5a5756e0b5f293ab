"""What the demo agency passes on to colleagues, and raises for its clients."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from amity.accounts.demo import account_named, contact_named
from amity.conversations.passing import answers, commands
from amity.conversations.passing.changes import PassOnFields, RaiseFields
from amity.monitoring.models import RegisterEntry
from amity.projects.models import Project
from amity.projects.team.commands import add_member
from amity.shared.stories import Crew, coming, rows

TABLES: Final = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True, slots=True)
class Given:
    """The answer to what was passed on or raised, who gave it, and how many hours ago."""

    answer: str
    by: str
    hours_ago: int
    how: str = ""
    because: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Passed:
    """Something a contact said that a colleague needs to know."""

    account: str
    text: str
    to: str
    hours_ago: int
    who: str = ""
    project: str = ""
    due_in_days: int | None = None
    given: Given | None = None


@dataclass(frozen=True, slots=True)
class Raised:
    """Something a colleague raised for the client, from a risk or blocker where `entry` has its title."""

    account: str
    text: str
    by: str
    hours_ago: int
    who: str = ""
    project: str = ""
    entry: str = ""
    due_in_days: int | None = None
    given: Given | None = None


def story(crew: Crew, *, now: datetime) -> None:
    """Pass things on in both directions, and answer some of them."""
    for passed in rows(TABLES, Passed, "passed"):
        _pass_on(crew, passed, now)
    for raised in rows(TABLES, Raised, "raised"):
        _raise(crew, raised, now)


def _pass_on(crew: Crew, passed: Passed, now: datetime) -> None:
    account, project = account_named(passed.account), _project(passed.account, passed.project)
    fields = PassOnFields(
        passed.text,
        stated_by_id=contact_named(passed.who) if passed.who else None,
        project_id=project.pk if project else None,
        due_on=None if passed.due_in_days is None else coming(now, passed.due_in_days),
    )
    (row,) = commands.pass_on(
        by=crew.managing(passed.account), account_id=account.pk, colleague_ids=(crew.id(passed.to),), fields=fields,
        now=_hours_ago(now, passed.hours_ago),
    )  # fmt: skip
    _give(crew, row.pk, passed.given, now)


def _raise(crew: Crew, raised: Raised, now: datetime) -> None:
    account, project = account_named(raised.account), _project(raised.account, raised.project)
    manager = crew.managing(raised.account).person_id == crew.id(raised.by)
    fields = RaiseFields(
        raised.text,
        contact_id=contact_named(raised.who) if raised.who and manager else None,
        due_on=None if raised.due_in_days is None else coming(now, raised.due_in_days),
    )
    if project:
        add_member(by=crew.managing(raised.account), project_id=project.pk, person_id=crew.id(raised.by), now=now)
    entry = RegisterEntry.objects.filter(account=account, title=raised.entry).first() if raised.entry else None
    row = commands.raise_for_client(
        by=crew.acting(raised.by) if project else crew.managing(raised.account),
        account_id=None if project or entry else account.pk, project_id=project.pk if project and not entry else None,
        risk_id=entry.pk if entry else None, fields=fields, now=_hours_ago(now, raised.hours_ago),
    )  # fmt: skip
    _give(crew, row.pk, raised.given, now)


def _give(crew: Crew, passed_id: int, given: Given | None, now: datetime) -> None:
    if given is None:
        return
    answers.give(
        crew.acting(given.by), passed_id, given.answer, _hours_ago(now, given.hours_ago), version=1, how=given.how,
        because=given.because, contact_id=contact_named(given.who) if given.who else None,
    )  # fmt: skip


def _hours_ago(now: datetime, hours: int) -> datetime:
    return now - timedelta(hours=hours)


def _project(account: str, name: str) -> Project | None:
    """Return a project of the account, or None without a name, or where a small demo lacks it."""
    return Project.objects.filter(account__name=account, name=name).first() if name else None
