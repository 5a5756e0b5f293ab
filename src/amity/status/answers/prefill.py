"""A status as the data would answer it: for many projects in a number of queries that doesn't depend on theirs."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from amity.profitability.forecast.evidence import Evidence
from amity.profitability.forecast.queries import evidence_of
from amity.profitability.forecast.rules import TOTAL
from amity.projects.milestones.queries import milestones_ahead
from amity.projects.models import Milestone, Project
from amity.status import hooks, rules
from amity.status.answers.blockers import blockers_of
from amity.status.answers.fields import StatusFields
from amity.status.answers.heard import Heard, decisive, heard_of
from amity.status.answers.queries import latest_statuses
from amity.status.contradictions import rules as contradictions
from amity.status.contradictions.causes import facts_of
from amity.status.models import Status

HOUR = 3_600


@dataclass(frozen=True, slots=True)
class Prefill:
    """A project's status as its data would answer it. `last` is the latest answer, `milestone` the next one.

    `heard` is what the client said, where the mood is based on it and not on the latest answer.
    """

    project: Project
    fields: StatusFields
    milestone: Milestone | None
    last: Status | None
    evidence: Evidence | None
    heard: Heard | None = None

    @property
    def has_view(self) -> bool:
        """Return whether the judgements are someone’s or the data’s. Otherwise, they’re green for want of bad news."""
        return self.last is not None or any(getattr(self.fields, name) != rules.GREEN for name in rules.JUDGEMENTS)

    @property
    def digest(self) -> str:
        """Return what identifies the values that a reader saw."""
        return self._digest_of(self.fields)

    @property
    def rest_digest(self) -> str:
        """Return what identifies all values except the share done and the hours to go, which logged time changes."""
        return self._digest_of(replace(self.fields, percent=None, to_go_seconds=None))

    def _digest_of(self, fields: StatusFields) -> str:
        shown = (self.project.pk, self.milestone.name if self.milestone else "", repr(fields))
        return hashlib.sha256(repr(shown).encode()).hexdigest()[:20]


def prefill_of(project: Project, today: date) -> Prefill:
    """Return the status of one project as its data would answer it."""
    return prefills([project], today)[project.pk]


def prefills(
    chosen: Sequence[Project], today: date, latest: Mapping[int, Status] | None = None
) -> dict[int, Prefill]:  # fmt: skip
    """Return the statuses of projects as their data would answer them. Projects come with their agreement.

    `latest`: the page has read their latest statuses.
    """
    ids = [project.pk for project in chosen]
    last = latest_statuses(ids) if latest is None else latest
    evidence, next_dates, blocking = evidence_of(chosen, today), milestones_next(ids), blockers_of(ids, today)
    heard = heard_of(chosen, [one for read in hooks.heard for one in read(chosen, today)], today)
    first = _first_judgements([project for project in chosen if project.pk not in last], evidence, today)
    found = {}
    for project in chosen:
        known, before, ahead = evidence.get(project.pk), last.get(project.pk), next_dates.get(project.pk)
        mood, words = _mood(before, heard[project.pk])
        judged = first.get(project.pk) or _judgements_of(before)
        if before is None and mood in rules.TROUBLED:
            judged[rules.CLIENT] = rules.AMBER
        percent, to_go = _progress(project, known, before)
        fields = StatusFields(
            percent=percent, to_go_seconds=to_go, milestone_on=ahead.due_on if ahead else None, mood=mood,
            blockers=rules.listed(blocking.get(project.pk, ())), **judged,
        )  # fmt: skip
        found[project.pk] = Prefill(project, fields, ahead, before, known, words)
    return found


def milestones_next(project_ids: Collection[int]) -> dict[int, Milestone]:
    """Return the next milestone of each project that isn't delivered, also one that is late."""
    return {pk: own[0] for pk, own in milestones_ahead(project_ids).items() if own}


def _judgements_of(before: Status | None) -> dict[str, str]:
    return {name: getattr(before, name) for name in rules.JUDGEMENTS} if before else {}


def _progress(project: Project, known: Evidence | None, before: Status | None) -> tuple[int | None, int | None]:
    """Return the share done and the whole hours to go, in seconds.

    They are those of the forecast where it knows more than the hours used, otherwise those that someone stated.
    """
    forecast = known.forecast() if known else None
    if known is not None and forecast is not None and forecast.level != TOTAL:
        left = max(forecast.p50 - known.used, 0)
        return rules.percent_done(known.used, forecast.p50), round(left / HOUR) * HOUR
    stated = project.percent_complete
    if stated is None and before is not None:
        stated = before.percent
    return stated, before.to_go_seconds if before else None


def _first_judgements(
    chosen: Sequence[Project], evidence: Mapping[int, Evidence], today: date
) -> dict[int, dict[str, str]]:  # fmt: skip
    """Return the judgements of projects that have no status yet: amber where the data would contradict green."""
    green = contradictions.Reported(dict.fromkeys(rules.JUDGEMENTS, rules.GREEN))
    found = {}
    for project_id, facts in facts_of(chosen, today, evidence).items() if chosen else ():
        troubled = {contradictions.JUDGEMENT_OF[one.kind] for one in contradictions.findings(green, facts, today)}
        found[project_id] = {name: rules.AMBER if name in troubled else rules.GREEN for name in rules.JUDGEMENTS}
    return found


def _mood(before: Status | None, heard: Collection[Heard]) -> tuple[str, Heard | None]:
    """Return the mood of the latest answer, or what the client said since, with it."""
    known = before if before is not None and before.mood != rules.UNKNOWN else None
    newest = decisive(heard, timezone.localdate(known.answered_at) if known else None)
    if newest is not None:
        return newest.mood, newest
    return (known.mood if known else rules.UNKNOWN), None
