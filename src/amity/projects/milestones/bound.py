"""Dates of milestones in emails: another one stops an email about the project, and is asked about in others."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial

from django.utils import timezone

from amity.gate.bound import registry
from amity.gate.bound.registry import Known, Source, dated
from amity.gate.bound.rules import is_long
from amity.gate.checks.registry import Letter
from amity.gate.subjects.registry import projects_of_subjects
from amity.projects import rules
from amity.projects.models import Milestone
from amity.shared.text.dates import dates_in


def register() -> None:
    """Register the source."""
    registry.sources.append(_prepare)


def _prepare(letters: Sequence[Letter]) -> Source:
    projects = projects_of_subjects({(letter.about.kind, letter.about.id) for letter in letters})
    today = timezone.localdate()
    account_ids = {letter.account.pk for letter in letters if letter.account.pk and dates_in(letter.words, today)}
    return partial(_known_of, _open_on(account_ids) if account_ids else {}, projects)


def _known_of(
    milestones: Mapping[int, Sequence[Milestone]], projects: Mapping[tuple[str, int], int], letter: Letter
) -> Iterator[Known]:  # fmt: skip
    """Yield the open milestones of the account's projects. Only those of the email's own project bind it."""
    about = projects.get((letter.about.kind, letter.about.id or 0))
    for one in milestones.get(letter.account.pk, ()):
        if is_long(one.name):
            yield Known(dated((one.name,), one.due_on), is_binding=one.project_id == about)


def _open_on(account_ids: Collection[int]) -> Mapping[int, Sequence[Milestone]]:
    rows = Milestone.objects.filter(project__account__in=account_ids, delivered_on=None)
    found: defaultdict[int, list[Milestone]] = defaultdict(list)
    for one in (
        rows.filter(project__status__in=(*rules.STARTS, rules.INITIATING)).select_related("project").order_by("pk")
    ):
        found[one.project.account_id or 0].append(one)
    return found
