"""Agreements that a client has to sign, as quotes that any email may name."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import partial

from django.urls import reverse

from amity.agreements import policy, rules
from amity.agreements.client_copy.figures import price_of
from amity.agreements.client_copy.sending import AGREEMENT, offered_to
from amity.agreements.contract import newest_prices
from amity.agreements.lines.queries import line_titles_of
from amity.agreements.models import Agreement
from amity.agreements.queries import agreements_seen_by
from amity.gate.bound import open_quotes
from amity.gate.bound.open_quotes import Quote
from amity.gate.bound.rules import is_long
from amity.people.queries import person_of
from amity.shared.actor import Actor


def register() -> None:
    """Register them."""
    open_quotes.register((AGREEMENT,), _with_clients)


def _with_clients(account_ids: Collection[int]) -> Mapping[int, Sequence[Quote]]:
    agreements = [one for one in offered_to(account_ids) if one.kind in rules.WITH_LINES]
    titles = line_titles_of([one.pk for one in agreements])
    found: defaultdict[int, list[Quote]] = defaultdict(list)
    for one in agreements:
        found[one.account_id or 0].append(_quote(one, list(titles[one.pk].values())))
    return found


def _quote(one: Agreement, titles: Sequence[str]) -> Quote:
    return Quote(
        labels=[label for label in (one.title, str(one), one.number) if label == one.number or is_long(label)],
        titles=titles, total=partial(price_of, one), lines=partial(newest_prices, one),
        address=reverse("agreements:agreement", args=[one.pk]), opens=partial(_opens, one.pk),
    )  # fmt: skip


def _opens(agreement_id: int, by: Actor) -> bool:
    """Return whether the actor can open the agreement and reads its fees."""
    return policy.sees_fee(person_of(by)) and agreements_seen_by(by).filter(pk=agreement_id).exists()
