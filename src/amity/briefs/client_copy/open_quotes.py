"""What any email to a client may state of a brief that is with the client: its total, and the prices of its lines."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from django.urls import reverse
from django.utils import timezone

from amity.briefs import policy
from amity.briefs.client_copy.page import price_shown, total_shown
from amity.briefs.client_copy.sending import PLAIN, PRICED
from amity.briefs.estimate.queries import estimate_of
from amity.briefs.models import Brief, BriefLine
from amity.briefs.moves import rules as states
from amity.briefs.queries import seen_ids
from amity.gate.bound import registry
from amity.gate.bound.registry import Known, Source, priced
from amity.gate.bound.rules import names
from amity.gate.checks.registry import Letter
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.text.amounts import amount_in

WORDS_LEAST = 2
"""Words of a name that is looked for. One word such as "Concept" is in sentences that don't mean the line."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A brief that is with the client, and the titles of its lines."""

    brief: Brief
    titles: Sequence[str]


def register() -> None:
    """Register the source."""
    registry.sources.append(_prepare)


def _prepare(letters: Sequence[Letter]) -> Source:
    return partial(_known_of, _with_clients({one.account.pk for one in letters if one.account.pk and _may_state(one)}))


def _may_state(letter: Letter) -> bool:
    """Return whether a letter states an amount, and isn't about a brief, whose own prices bind it."""
    return letter.about.kind not in (PRICED, PLAIN) and bool(amount_in(letter.words))


def _with_clients(account_ids: Collection[int]) -> Mapping[int, Sequence[Quote]]:
    if not account_ids:
        return {}
    briefs = list(Brief.objects.filter(account__in=account_ids, state=states.WITH_CLIENT).order_by("pk"))
    titles: defaultdict[int, list[str]] = defaultdict(list)
    lines = BriefLine.objects.filter(brief__in=[one.pk for one in briefs]).order_by("pk")
    for brief, title in lines.values_list("brief_id", "line__title"):
        titles[brief].append(title)
    found: defaultdict[int, list[Quote]] = defaultdict(list)
    for one in briefs:
        found[one.account_id].append(Quote(one, titles[one.pk]))
    return found


def _known_of(quotes: Mapping[int, Sequence[Quote]], letter: Letter) -> Iterator[Known]:
    """Yield the prices of the briefs that a letter names. It may mean another amount, so they only warn."""
    if not _may_state(letter):
        return
    for quote in quotes.get(letter.account.pk, ()):
        brief = quote.brief
        labels = [label for label in (brief.title, *quote.titles) if _is_long(label)]
        if not names(letter.words, labels):
            continue
        known = partial(
            Known, address=reverse("briefs:brief", args=[brief.pk]), is_binding=False, opens=partial(_opens, brief.pk)
        )
        estimate = estimate_of(brief, timezone.localdate())
        if _is_long(brief.title):
            yield known(priced((brief.title,), total_shown(brief, estimate)))
        for one in estimate.lines:
            if _is_long(one.line.title):
                yield known(priced((one.line.title,), price_shown(one, estimate)))


def _is_long(label: str) -> bool:
    return len(label.split()) >= WORDS_LEAST


def _opens(brief_id: int, by: Actor) -> bool:
    """Return whether the actor can open the brief and reads its prices."""
    return policy.sees_fee(person_of(by)) and bool(seen_ids(by, [brief_id]))
