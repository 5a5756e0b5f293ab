"""Which kind of hand-off fits a project: by the hours and the value of its lines."""

from datetime import date
from decimal import Decimal

from amity.agency.queries import limit
from amity.agreements.lines import queries as agreements
from amity.handoff.rules.needs import RETAINED, RETAINER, SMALL, kind_for
from amity.projects.models import Project


def kind_of(project: Project, today: date) -> str:
    """Small up to the limits of a brief that is a note, full above them; a retainer has its own, once for all."""
    if project.agreement is None:
        return SMALL
    if project.agreement.fee_model in RETAINED:
        return RETAINER
    terms = [one.terms.current for one in agreements.lines_of(project.agreement, today) if one.terms.current]
    seconds = sum(one.planned_seconds or 0 for one in terms)
    value = sum((one.quantity or Decimal(0)) * (one.rate or Decimal(0)) for one in terms)
    hours, most = limit("brief.note_hours"), limit("brief.note_value")
    return kind_for(seconds=seconds, value=int(value), small_seconds=hours, small_value=most)
