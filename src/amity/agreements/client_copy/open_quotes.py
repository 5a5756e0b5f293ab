"""What any email may state of an agreement that the client has to sign: its price, and those of its lines."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from django.urls import reverse

from amity.agreements import policy, rules
from amity.agreements.client_copy.figures import price_of
from amity.agreements.client_copy.sending import AGREEMENT
from amity.agreements.lines.models import AgreementLine
from amity.agreements.lines.queries import lines_of
from amity.agreements.models import Agreement
from amity.agreements.queries import agreements_seen_by
from amity.agreements.versions.content import FAR
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
    """An agreement that is with the client, and the titles of its lines."""

    agreement: Agreement
    titles: Sequence[str]


def register() -> None:
    """Register the source."""
    registry.sources.append(_prepare)


def _prepare(letters: Sequence[Letter]) -> Source:
    return partial(_known_of, _with_clients({one.account.pk for one in letters if one.account.pk and _may_state(one)}))


def _may_state(letter: Letter) -> bool:
    """Return whether a letter states an amount, and isn't about an agreement, whose own prices bind it."""
    return letter.about.kind != AGREEMENT and bool(amount_in(letter.words))


def _with_clients(account_ids: Collection[int]) -> Mapping[int, Sequence[Quote]]:
    if not account_ids:
        return {}
    rows = Agreement.objects.filter(account__in=account_ids, state=rules.WITH_CLIENT, kind__in=rules.WITH_LINES)
    agreements = list(rows.order_by("pk"))
    titles: defaultdict[int, list[str]] = defaultdict(list)
    lines = AgreementLine.objects.filter(agreement__in=[one.pk for one in agreements]).order_by("pk")
    for agreement, title in lines.values_list("agreement_id", "line__title"):
        titles[agreement].append(title)
    found: defaultdict[int, list[Quote]] = defaultdict(list)
    for one in agreements:
        found[one.account_id or 0].append(Quote(one, titles[one.pk]))
    return found


def _known_of(quotes: Mapping[int, Sequence[Quote]], letter: Letter) -> Iterator[Known]:
    """Yield the prices of the quotes that a letter names. It may mean another amount, so they only warn."""
    if not _may_state(letter):
        return
    for quote in quotes.get(letter.account.pk, ()):
        one = quote.agreement
        own = [label for label in (one.title, str(one), one.number) if label == one.number or _is_long(label)]
        known = partial(
            Known,
            address=reverse("agreements:agreement", args=[one.pk]),
            is_binding=False,
            opens=partial(_opens, one.pk),
        )
        if names(letter.words, own):
            yield known(priced(own, price_of(one)))
        if names(letter.words, [title for title in quote.titles if _is_long(title)]):
            for placed in lines_of(one, FAR):
                if _is_long(placed.line.title):
                    yield known(priced((placed.line.title,), placed.price))


def _is_long(label: str) -> bool:
    return len(label.split()) >= WORDS_LEAST


def _opens(agreement_id: int, by: Actor) -> bool:
    """Return whether the actor can open the agreement and reads its fees."""
    return policy.sees_fee(person_of(by)) and agreements_seen_by(by).filter(pk=agreement_id).exists()
