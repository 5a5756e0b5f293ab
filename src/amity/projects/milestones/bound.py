"""Dates of milestones in emails to the client: one that differs is asked about."""

from collections.abc import Iterator

from amity.gate.bound import registry
from amity.gate.bound.registry import Known, dated
from amity.gate.checks.registry import Letter
from amity.projects import rules
from amity.projects.models import Milestone
from amity.shared.caches.reading import read_once

WORDS_LEAST = 2
"""Words of a name that is looked for. One word such as "Launch" is in sentences that don't mean the milestone."""


def register() -> None:
    """Register the source."""
    registry.sources.append(known_of)


def known_of(letter: Letter) -> Iterator[Known]:
    """Yield the open milestones of the account's projects. An email about something else may mean another date."""
    if not letter.account.pk:
        return
    for one in read_once(("open milestones", letter.account.pk), lambda: _open_on(letter.account.pk)):
        if len(one.name.split()) >= WORDS_LEAST:
            yield Known(dated((one.name,), one.due_on), is_binding=False)


def _open_on(account_id: int) -> list[Milestone]:
    rows = Milestone.objects.filter(project__account=account_id, delivered_on=None)
    return list(rows.filter(project__status__in=(*rules.STARTS, rules.INITIATING)).order_by("pk"))
