"""What the note on a retainer states as it is in Amity: due dates of its open requests, and amounts of its draft."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from django.utils import timezone

from amity.gate.bound import registry
from amity.gate.bound.registry import Known, Source, dated
from amity.gate.bound.rules import Bound
from amity.gate.checks.registry import Letter
from amity.jobs.registry import actor_of_job
from amity.people.queries import person_of
from amity.retainers.notes.draft import draft
from amity.retainers.notes.rules import note_of
from amity.retainers.notes.sending import NOTE
from amity.retainers.page import NoPeriods, retainer_page
from amity.scope.models import Request
from amity.shared.errors import NotSeen, Refused
from amity.shared.text.amounts import amount_in, amounts_in


def register() -> None:
    """Register the source."""
    registry.sources.append(_prepare)


def _prepare(letters: Sequence[Letter]) -> Source:
    ids = {note_of(one.about.id)[0] for one in letters if one.about.kind == NOTE and one.about.id is not None}
    return partial(_known_of, _due_on(ids) if ids else {})


def _known_of(days: Mapping[int, Sequence[date]], letter: Letter) -> Iterator[Known]:
    """Yield the due dates of open requests, and the amounts of the draft. They have no names to look for."""
    if letter.about.kind == NOTE and letter.about.id is not None:
        for day in days.get(note_of(letter.about.id)[0], ()):
            yield Known(dated((), day))
        if amount_in(letter.words):
            yield from _drafted(letter, *note_of(letter.about.id))


def _drafted(letter: Letter, agreement_id: int, first: date | None) -> Iterator[Known]:
    """Yield the amounts that the note states as Amity drafts it now, as its author can see them."""
    if first is None:
        return
    try:
        author = person_of(actor_of_job(letter.author_id, ""))
        page = retainer_page(
            actor_of_job(author.pk, author.name), agreement_id, first.isoformat(), timezone.localdate()
        )
    except (NotSeen, Refused):
        return
    if not isinstance(page, NoPeriods):
        for amount, currency in amounts_in(draft(page, None, author.name), page.agreement.currency):
            yield Known(Bound((), amount=amount, currency=currency))


def _due_on(agreement_ids: set[int]) -> Mapping[int, Sequence[date]]:
    rows = Request.objects.filter(agreement__in=agreement_ids, item__finished_at=None)
    found: defaultdict[int, list[date]] = defaultdict(list)
    for agreement_id, day in rows.order_by("pk").values_list("agreement_id", "wanted_on"):
        if day is not None:
            found[agreement_id].append(day)
    return found
