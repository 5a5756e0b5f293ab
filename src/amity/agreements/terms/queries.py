"""Reads of the terms of an agreement."""

from collections.abc import Sequence

from amity.agreements.models import Agreement
from amity.agreements.terms.models import AgreementTerm
from amity.shared.caches.reading import once_a_page


def stored_terms(agreement: Agreement) -> Sequence[AgreementTerm]:
    """Return the terms that an agreement sets itself, by key. A page reads them once."""
    return once_a_page(("terms of an agreement", agreement.pk), lambda: list(agreement.term_values.order_by("key")))
