"""Hand-off items from the agreement: sections, terms, and whether it is signed."""

from collections.abc import Mapping
from typing import Final

from django.urls import reverse

from amity.agreements.contract import is_signed
from amity.agreements.library.queries import library_terms
from amity.agreements.models import Agreement
from amity.agreements.sections.rules import clauses
from amity.handoff import rules
from amity.handoff.models import Handoff
from amity.handoff.versions.rules import ASSUMED, KNOWN, TO_FIND_OUT, Item

PLACES: Final[Mapping[str, str]] = {
    clauses.SCOPE: rules.SCOPE,
    clauses.EXCLUSIONS: rules.EXCLUSION,
    clauses.ASSUMPTIONS: rules.SCOPE,
    clauses.ACCEPTANCE: rules.DONE,
    clauses.QUALITY: rules.DONE,
    clauses.WORKING: rules.PEOPLE,
    clauses.PAYMENT: rules.COMMERCIAL,
}
"""The block of each kind of agreement section. A hand-off links to the others."""


def items_of(handoff: Handoff) -> Mapping[str, list[Item]]:
    """Return items of the project's agreement, by block."""
    agreement = handoff.project.agreement if handoff.project else None
    if agreement is None:
        return {}
    url = reverse("agreements:agreement", args=[agreement.pk])
    found: dict[str, list[Item]] = {rules.COMMERCIAL: [_signature(agreement, url), *_terms(agreement, url)]}
    for one in agreement.clauses.filter(kind__in=PLACES).exclude(text="").order_by("position", "pk"):
        mark = ASSUMED if one.kind == clauses.ASSUMPTIONS else KNOWN
        item = Item(key=f"clause.{one.pk}", text=one.text, mark=mark, where=one.heading, url=url)
        found.setdefault(PLACES[one.kind], []).append(item)
    return found


def _signature(agreement: Agreement, url: str) -> Item:
    """Return whether the agreement is signed, and since when."""
    if not is_signed(agreement):
        return Item(key="term.signed", text=str(agreement), mark=TO_FIND_OUT, url=url)
    day = agreement.signed_on.isoformat() if agreement.signed_on else ""
    return Item(key="term.signed", text=str(agreement), on=day, url=url)


def _terms(agreement: Agreement, url: str) -> list[Item]:
    """Return the agreed terms, each with its unit in the library."""
    units = {one.key: one.unit for one in library_terms()}
    rows = agreement.term_values.order_by("key").values_list("key", "value")
    return [Item(key=f"agreed.{key}", text=value, unit=f"term:{units.get(key, '')}", url=url) for key, value in rows]
