"""Record the steps that forecasts reach, once per project, and email those who answer for it: one email a person."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.audit import trail
from amity.jobs.registry import actor_of_job
from amity.people.models import Person
from amity.people.queries import person_of
from amity.profitability.finished_items.asking import ask_if_finished
from amity.profitability.forecast import mails
from amity.profitability.forecast.evidence import Evidence
from amity.profitability.forecast.models import ForecastStep
from amity.profitability.forecast.numbers import thresholds
from amity.profitability.forecast.queries import evidence_of
from amity.profitability.forecast.rules import REMINDER, WARNING
from amity.projects import rules as projects
from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.permission import MoneyRight
from amity.shared.rows.lookup import seen_or_missing
from amity.ui import formats

FIGURES = ("step", "budget", "used", "expected", "overrun")
"""What the audit log keeps of a step that was reached."""


@command
def follow_forecasts(now: datetime) -> int:
    """Record newly reached steps, end those that no longer hold, and queue the emails. Return how many emails.

    From the same evidence, find what to ask "is it finished?" about.
    """
    today = timezone.localdate(now)
    running = Project.objects.exclude(status__in=projects.OVER).select_related(
        "agreement", "manager", "account_manager", "account__manager", "account__director"
    )
    known = {project.pk: project for project in running}
    found = evidence_of(known.values(), today)
    ask_if_finished(found)
    reached = _record(found, today)
    for step in reached:
        changes = {name: getattr(step, name) for name in FIGURES}
        trail.record("forecast.reached", subject=known[step.project_id], by=_schedule(), at=now, changes=changes)
    people = _answering(known[step.project_id] for step in reached)
    for person, own in people.items():
        own_steps = [
            mails.Reached(step, known[step.project_id], found[step.project_id].asked)
            for step in reached
            if step.project_id in own
        ]
        mails.send_digest(person, own_steps, now)
    return len(people)


@command
def note_step(*, by: Actor, step_id: int, now: datetime) -> ForecastStep:
    """Record that the actor has seen a step, so that it no longer waits for them."""
    step = step_seen_by(by, step_id)
    step.noted_by.add(person_of(by))
    trail.record("forecast.noted", subject=step.project, by=by, at=now, changes={"step": step.step})
    return step


@command
def take_back_note(*, by: Actor, step_id: int, now: datetime) -> ForecastStep:
    """Let a step wait for the actor again."""
    step = step_seen_by(by, step_id)
    step.noted_by.remove(person_of(by))
    trail.record("forecast.note_taken_back", subject=step.project, by=by, at=now, changes={"step": step.step})
    return step


def steps_seen_by(by: Actor) -> QuerySet[ForecastStep]:
    """Return the steps of the projects whose hours the actor can see."""
    person = person_of(by)
    if person.money_right < MoneyRight.HOURS:
        return ForecastStep.objects.none()
    return ForecastStep.objects.filter(project__in=Project.objects.visible_to(person).order_by().values("pk"))


def step_seen_by(by: Actor, step_id: int) -> ForecastStep:
    """Return one step, or raise `NotSeen`."""
    return seen_or_missing(steps_seen_by(by).select_related("project"), step_id, _("Forecast not found."))


def effects_of_thresholds() -> dict[str, str]:
    """Return what the thresholds of forecasts do at present, by their limits."""
    found = Counter(ForecastStep.objects.filter(gone_on=None).order_by().values_list("step", flat=True))
    warned, reminded = found[WARNING], found[REMINDER]
    warning = ngettext(
        "%(count)s project has this warning now.", "%(count)s projects have this warning now.", warned
    ) % {"count": formats.number(warned)}
    reminder = ngettext(
        "%(count)s project has this reminder now.", "%(count)s projects have this reminder now.", reminded
    ) % {"count": formats.number(reminded)}
    later = _("Changes apply from tomorrow’s morning check.")
    return {"forecast.probability": f"{warning} {later}", "forecast.reminder": f"{reminder} {later}"}


def _record(found: Mapping[int, Evidence], today: date) -> list[ForecastStep]:
    """Return the newly reached steps. Each is recorded once; those that no longer hold are over."""
    at = thresholds()
    now_at = {key: one.step(at) for key, one in found.items()}
    recorded: set[tuple[int, str]] = set()
    for old in ForecastStep.objects.all():
        recorded.add((old.project_id, old.step))
        _settle(old, now_at.get(old.project_id, ""), today)
    reached = [
        _step(project_id, step, found[project_id], today)
        for project_id, step in now_at.items()
        if step and (project_id, step) not in recorded
    ]
    for one in reached:
        one.save(force_insert=True)
    return reached


def follow_marks(project: Project, by: Actor, now: datetime) -> None:
    """End or resume the recorded steps of a project once something is marked as finished: its card follows at once.

    A step that is newly reached waits for the morning check, which emails it.
    """
    steps = list(ForecastStep.objects.filter(project=project))
    if not steps:
        return
    today = timezone.localdate(now)
    evidence = evidence_of([project], today).get(project.pk)
    step = evidence.step(thresholds()) if evidence else ""
    for one in steps:
        _settle(one, step, today)


def _settle(row: ForecastStep, step: str, today: date) -> None:
    """End a step that no longer holds, or let it hold again."""
    holds = row.step == step
    if holds == (row.gone_on is not None):
        row.gone_on = None if holds else today
        row.save(update_fields=["gone_on"])


def _schedule() -> Actor:
    return actor_of_job(0, _("Morning check"))


def _step(project_id: int, step: str, evidence: Evidence, today: date) -> ForecastStep:
    forecast = evidence.forecast()
    return ForecastStep(
        project_id=project_id, step=step, reached_on=today, level=forecast.level, budget=evidence.budget,
        used=evidence.used, expected=round(forecast.p50), overrun=round(forecast.overrun * 10_000),
    )  # fmt: skip


def _answering(chosen: Iterable[Project]) -> dict[Person, set[int]]:
    """Return who answers for each project: its account manager and its project manager, those who are still here."""
    found: defaultdict[Person, set[int]] = defaultdict(set)
    for project in chosen:
        owner = project.account_manager or (project.account.owner if project.account else None)
        for person in (owner, project.manager):
            if person is not None and person.is_active:
                found[person].add(project.pk)
    return dict(found)
