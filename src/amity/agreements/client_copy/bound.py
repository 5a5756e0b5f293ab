"""What the email with an agreement can't state otherwise: its price, the prices of its lines, and its dates."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from django.urls import reverse

from amity.agreements import rules
from amity.agreements.client_copy.figures import fee_before, price_of
from amity.agreements.client_copy.letter import ENDS, PRICES, STARTS, names_of_price
from amity.agreements.client_copy.sending import AGREEMENT, agreements_by_id
from amity.agreements.contract import ends_on, newest_prices
from amity.agreements.models import Agreement
from amity.agreements.orders import rules as orders
from amity.agreements.orders.queries import changed_lines
from amity.gate.bound import registry
from amity.gate.bound.registry import Known, Source, dated, in_every_language, priced
from amity.gate.bound.rules import Bound
from amity.gate.checks.registry import Letter


def register() -> None:
    """Register the source."""
    registry.sources.append(_prepare)


def _prepare(letters: Sequence[Letter]) -> Source:
    ids = {one.about.id for one in letters if one.about.kind == AGREEMENT and one.about.id is not None}
    return partial(_known_of, agreements_by_id(ids) if ids else {})


def _known_of(agreements: Mapping[int, Agreement], letter: Letter) -> Iterator[Known]:
    """Yield the values of the agreement that a letter is about."""
    agreement = agreements.get(letter.about.id or 0)
    if agreement is None or letter.about.kind != AGREEMENT:
        return
    address = reverse("agreements:agreement", args=[agreement.pk])
    for bound in _bounds(agreement):
        yield Known(bound, address)


def _priced(name: str) -> str:
    return str(PRICES[name]) % {"price": ""}


def _bounds(agreement: Agreement) -> Iterator[Bound]:
    name = names_of_price(agreement)
    for key, price in ((name, price_of(agreement)), ("fee_before", fee_before(agreement))):
        yield priced(in_every_language(partial(_priced, key)), price)
    yield dated(in_every_language(lambda: STARTS % {"day": ""}, with_colon=True), agreement.starts_on)
    yield dated(in_every_language(lambda: ENDS % {"day": ""}, with_colon=True), ends_on(agreement))
    if agreement.kind == rules.CHANGE_ORDER:
        for one in changed_lines(agreement):
            if one.change.act != orders.REMOVED:
                yield priced((one.change.title,), one.price_after)
        return
    for title, price in newest_prices(agreement):
        yield priced((title,), price)
