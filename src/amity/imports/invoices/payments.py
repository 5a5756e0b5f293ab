"""Pure rules that join the payments of a file with those known from earlier files."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from amity.invoicing.rules import PaymentValues


def joined(
    known: Sequence[PaymentValues], read: Sequence[PaymentValues], *, is_stated: bool
) -> tuple[PaymentValues, ...]:
    """Return the payments of an invoice after a file.

    A file that states what was paid has them all. Other payments come in addition: one with a reference once, those
    without as often as either side has them.
    """
    if is_stated:
        return in_order(read)
    references = {one.reference for one in read if one.reference}
    more = Counter(one for one in read if not one.reference)
    before = Counter(one for one in known if not one.reference)
    plain = list((more | before).elements())
    others = [one for one in known if one.reference and one.reference not in references]
    return in_order([*others, *(one for one in read if one.reference), *plain])


def in_order(payments: Sequence[PaymentValues]) -> tuple[PaymentValues, ...]:
    """Return payments by date."""
    return tuple(sorted(payments, key=lambda one: (one.paid_on or date.min, one.reference, one.amount)))
