"""Check: only the email that brings it names the price of a change order that the client hasn't signed."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.agreements import rules, wording
from amity.agreements.client_copy.figures import price_of
from amity.agreements.client_copy.sending import AGREEMENT, offered_to
from amity.agreements.models import Agreement
from amity.agreements.orders.gate_check import opens
from amity.gate.bound.rules import amount_near, names
from amity.gate.checks import registry
from amity.gate.checks.registry import Check, Finding, Letter, Run
from amity.gate.checks.rules import BLOCK, WARN
from amity.shared.text.amounts import amount_in


def register() -> None:
    """Register the check."""
    registry.register(Check("order-price", 19, lazy("Prices of unsigned change orders"), _prepare))


def _prepare(letters: Sequence[Letter]) -> Run:
    return partial(_run, _unsigned({one.account.pk for one in letters if one.account.pk and amount_in(one.words)}))


def _unsigned(account_ids: Collection[int]) -> Mapping[int, Sequence[Agreement]]:
    """Return the change orders of accounts that the client hasn't signed, by account."""
    found: defaultdict[int, list[Agreement]] = defaultdict(list)
    for one in offered_to(account_ids) if account_ids else ():
        if one.kind == rules.CHANGE_ORDER:
            found[one.account_id or 0].append(one)
    return found


def _run(unsigned: Mapping[int, Sequence[Agreement]], letter: Letter) -> Iterator[Finding]:
    """Find prices of orders. One that is still drafted may get another price, so it only warns."""
    for order in unsigned.get(letter.account.pk, ()):
        if (letter.about.kind, letter.about.id) != (AGREEMENT, order.pk) and (words := _priced_in(letter, order)):
            values = {"words": words, "order": order, "state": wording.STATES[order.state]}
            yield Finding(
                key=f"order-price:{order.pk}:{order.state}",
                level=WARN if order.state == rules.DRAFT else BLOCK,
                title=_("An unsigned change order is priced"),
                words=words,
                text=_("“%(words)s” is the price of “%(order)s”, which is “%(state)s”.") % values,
                address=reverse("agreements:agreement", args=[order.pk]),
                address_label=_("Show change order"),
                opens=partial(opens, order.pk),
            )


def _priced_in(letter: Letter, order: Agreement) -> str:
    """Return the words that state an order's price near its number or title, or "". Only a named order is priced."""
    labels = (order.number, order.title)
    if not names(letter.words, labels):
        return ""
    price = price_of(order)
    return amount_near(letter.subject, letter.text, labels, price.major, price.currency) if price else ""
