"""Dates of milestones in emails: another one stops an email about the project, and is asked about in others."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from django.utils import timezone

from amity.agency.editions.keeping import kept_for_each
from amity.gate.bound import registry
from amity.gate.bound.registry import Known, Source, dated
from amity.gate.bound.rules import is_long
from amity.gate.checks.registry import Letter
from amity.gate.subjects.registry import projects_of_subjects
from amity.projects import rules
from amity.projects.models import Milestone
from amity.shared.text.dates import dates_in


class Open(NamedTuple):
    """A milestone that isn't delivered: what an email may state of it."""

    name: str
    due_on: date | None
    project_id: int


def register() -> None:
    """Register the source."""
    registry.sources.append(_prepare)


def _prepare(letters: Sequence[Letter]) -> Source:
    projects = projects_of_subjects({(letter.about.kind, letter.about.id) for letter in letters})
    today = timezone.localdate()
    account_ids = {letter.account.pk for letter in letters if letter.account.pk and dates_in(letter.words, today)}
    return partial(_known_of, _open_on(account_ids) if account_ids else {}, projects)


def _known_of(
    milestones: Mapping[int, Sequence[Open]], projects: Mapping[tuple[str, int], int], letter: Letter
) -> Iterator[Known]:  # fmt: skip
    """Yield the open milestones of the account's projects. Only those of the email's own project bind it."""
    about = projects.get((letter.about.kind, letter.about.id or 0))
    for one in milestones.get(letter.account.pk, ()):
        if is_long(one.name):
            yield Known(dated((one.name,), one.due_on), is_binding=one.project_id == about)


def _open_on(account_ids: Collection[int]) -> Mapping[int, Sequence[Open]]:
    return kept_for_each("open milestones of accounts", account_ids, _read_open)


def _read_open(account_ids: Collection[int]) -> Mapping[int, Sequence[Open]]:
    found: dict[int, list[Open]] = {pk: [] for pk in account_ids}
    rows = Milestone.objects.filter(project__account__in=account_ids, delivered_on=None)
    rows = rows.filter(project__status__in=(*rules.STARTS, rules.INITIATING)).order_by("pk")
    for account, name, due_on, project in rows.values_list("project__account", "name", "due_on", "project"):
        found[account].append(Open(name, due_on, project))
    return found
