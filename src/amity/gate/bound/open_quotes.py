"""Quotes that are with a client: what any email to them may state of the totals, and of the prices of their lines."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from amity.gate.bound import registry
from amity.gate.bound.registry import Known, Source, priced
from amity.gate.bound.rules import is_long, names
from amity.gate.checks.registry import Letter
from amity.shared.actor import Actor
from amity.shared.money import Money
from amity.shared.text.amounts import amount_in


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote that is with a client: its names and the titles of its lines, and what reads its prices once it is named.

    Only those it `opens` for read the prices and open the page.
    """

    labels: Sequence[str]
    titles: Sequence[str]
    total: Callable[[], Money | None]
    lines: Callable[[], Iterable[tuple[str, Money | None]]]
    address: str
    opens: Callable[[Actor], bool]


WithClients = Callable[[Collection[int]], Mapping[int, Sequence[Quote]]]
"""Reads the quotes that are with the clients of some accounts, by the accounts' ids."""


def register(kinds: Collection[str], with_clients: WithClients) -> None:
    """Register the quotes of a part. An email about a subject of these `kinds` is bound by its own prices."""
    registry.sources.append(partial(_prepare, kinds, with_clients))


def _prepare(kinds: Collection[str], with_clients: WithClients, letters: Sequence[Letter]) -> Source:
    account_ids = {one.account.pk for one in letters if one.account.pk and _may_state(kinds, one)}
    return partial(_known_of, kinds, with_clients(account_ids) if account_ids else {})


def _may_state(kinds: Collection[str], letter: Letter) -> bool:
    return letter.about.kind not in kinds and bool(amount_in(letter.words))


def _known_of(kinds: Collection[str], quotes: Mapping[int, Sequence[Quote]], letter: Letter) -> Iterator[Known]:
    """Yield the prices of the quotes that a letter names. It may mean another amount, so they only warn."""
    if not _may_state(kinds, letter):
        return
    for quote in quotes.get(letter.account.pk, ()):
        known = partial(Known, address=quote.address, is_binding=False, opens=quote.opens)
        if names(letter.words, quote.labels):
            yield known(priced(quote.labels, quote.total()))
        if names(letter.words, [title for title in quote.titles if is_long(title)]):
            for title, price in quote.lines():
                if is_long(title):
                    yield known(priced((title,), price))
