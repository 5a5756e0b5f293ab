"""Requests of the last days in the demo agency: some to assess, some to confirm, some decided."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from amity.accounts.demo import account_named, contact_named
from amity.projects.models import Project
from amity.scope.assessments.commands import assess_request
from amity.scope.assessments.fields import AssessmentFields
from amity.scope.decisions.commands import decide_request
from amity.scope.decisions.fields import DecisionFields
from amity.scope.requests.commands import log_request
from amity.scope.requests.fields import RequestFields
from amity.shared.stories import Crew, ago, rows
from amity.timesheets.changes import EntryChanges
from amity.timesheets.commands import log_entry

TABLES: Final = Path(__file__).with_suffix(".toml")
MINUTE: Final = 60


@dataclass(frozen=True, slots=True)
class Ask:
    """A request some days ago. With `hours` in minutes by discipline it was assessed, with `decision` decided.

    `worked` are the minutes that its project manager spent on it the day after.
    """

    account: str
    project: str
    who: str
    through: str
    days_ago: int
    words: str
    hours: tuple[tuple[str, int], ...] = ()
    proposal: str = ""
    sentence: str = ""
    decision: str = ""
    because: str = ""
    worked: int = 0


def story(crew: Crew, *, now: datetime) -> None:
    """Log each request, assess it as its project manager, and decide on it as its account manager."""
    for ask in rows(TABLES, Ask, "requests"):
        _tell(crew, ask, now)


def _tell(crew: Crew, ask: Ask, now: datetime) -> None:
    by, at = crew.managing(ask.account), ago(now, ask.days_ago)
    project = Project.objects.select_related("manager").filter(account__name=ask.account, name=ask.project).first()
    fields = RequestFields(
        ask.words, contact_named(ask.who), ask.through, asked_on=at.date(), project_id=project.pk if project else None
    )
    row = log_request(by=by, account_id=account_named(ask.account).pk, fields=fields, now=at)
    if not ask.hours:
        return
    assessor = crew.acting(project.manager.name) if project and project.manager else by
    hours = tuple((crew.discipline(name), minutes * MINUTE) for name, minutes in ask.hours)
    assess_request(
        by=assessor, request_id=row.pk, version=row.version, hours=hours,
        fields=AssessmentFields(ask.proposal, ask.sentence), now=at,
    )  # fmt: skip
    if ask.decision:
        row.refresh_from_db()
        given = DecisionFields(ask.decision, because=ask.because)
        row = decide_request(by=by, request_id=row.pk, version=row.version, fields=given, now=at)
    if ask.worked and row.item is not None:
        done = ago(now, ask.days_ago - 1)
        changes = EntryChanges(
            done.date(), ask.worked * MINUTE, ask.words, row.account_id, row.item.project_id, item_id=row.item.pk
        )
        log_entry(by=assessor, changes=changes, now=done)
