"""The kind of hand-off that fits a project, by the hours and value of its agreement."""

from datetime import date
from decimal import Decimal

from amity.agency.queries import agency, limit
from amity.agreements.contract import contract_of, value_in_agency_money
from amity.handoff.rules import RETAINED, RETAINER, kind_for
from amity.projects.models import Project
from amity.shared.money import round_half_even


def kind_of(project: Project, today: date) -> str:
    """Return small up to the limits of a small job, full above them, or the retainer's own kind.

    It is "" where neither hours nor a value are agreed, and someone has to choose.
    """
    if project.agreement is None:
        return ""
    if project.agreement.fee_model in RETAINED:
        return RETAINER
    contract, currency = contract_of(project.agreement, today), agency().currency
    most = limit("brief.note_value")
    return kind_for(
        seconds=contract.seconds or None, small_seconds=limit("brief.note_hours"),
        value=value_in_agency_money(contract.value, today),
        small_value=round_half_even(Decimal(most), currency) if currency else most * 100,
    )  # fmt: skip
