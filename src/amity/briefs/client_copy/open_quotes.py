"""Briefs that are with a client, as quotes that any email may name."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, partial

from django.urls import reverse
from django.utils import timezone

from amity.briefs import policy
from amity.briefs.client_copy.page import price_shown, total_shown
from amity.briefs.client_copy.sending import PLAIN, PRICED
from amity.briefs.estimate.queries import estimate_of
from amity.briefs.models import Brief, BriefLine
from amity.briefs.moves import rules as states
from amity.briefs.queries import seen_ids
from amity.gate.bound import open_quotes
from amity.gate.bound.open_quotes import Quote
from amity.gate.bound.rules import is_long
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.money import Money


def register() -> None:
    """Register them."""
    open_quotes.register((PRICED, PLAIN), _with_clients)


def _with_clients(account_ids: Collection[int]) -> Mapping[int, Sequence[Quote]]:
    briefs = list(Brief.objects.filter(account__in=account_ids, state=states.WITH_CLIENT).order_by("pk"))
    titles: defaultdict[int, list[str]] = defaultdict(list)
    lines = BriefLine.objects.filter(brief__in=[one.pk for one in briefs]).order_by("pk")
    for brief, title in lines.values_list("brief_id", "line__title"):
        titles[brief].append(title)
    found: defaultdict[int, list[Quote]] = defaultdict(list)
    for one in briefs:
        found[one.account_id].append(_quote(one, titles[one.pk]))
    return found


def _quote(brief: Brief, titles: Sequence[str]) -> Quote:
    estimate = cache(partial(estimate_of, brief, timezone.localdate()))

    def prices() -> Iterable[tuple[str, Money | None]]:
        return [(one.line.title, price_shown(one, estimate())) for one in estimate().lines]

    return Quote(
        labels=[brief.title] if is_long(brief.title) else [], titles=titles,
        total=lambda: total_shown(brief, estimate()), lines=prices,
        address=reverse("briefs:brief", args=[brief.pk]), opens=partial(_opens, brief.pk),
    )  # fmt: skip


def _opens(brief_id: int, by: Actor) -> bool:
    """Return whether the actor can open the brief and reads its prices."""
    return policy.sees_fee(person_of(by)) and bool(seen_ids(by, [brief_id]))
