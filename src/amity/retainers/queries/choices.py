"""What the forms of a retainer offer."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from amity.agreements.lines.queries import lines_of
from amity.agreements.models import Agreement
from amity.retainers.models import CallOff
from amity.retainers.queries.page import known_until
from amity.retainers.queries.seen import projects_of
from amity.retainers.queries.standing import standing_of
from amity.retainers.rules.reckoning import Period
from amity.retainers.rules.terms import PeriodTerms, in_force
from amity.shared.errors import NotSeen
from amity.shared.lookup import seen_or_missing


@dataclass(frozen=True, slots=True)
class CallOffChoices:
    """Contacts, lines and projects to choose from."""

    contacts: list[tuple[str, str]]
    lines: list[tuple[str, str]]
    projects: list[tuple[str, str]]


def call_off_choices(agreement: Agreement, today: date) -> CallOffChoices:
    """Who may have asked, and where the work may lie."""
    return CallOffChoices(
        contact_choices(agreement),
        [(str(one.line.pk), f"{one.number} {one.line.title}") for one in lines_of(agreement, today)],
        [(str(one.pk), one.name) for one in projects_of(agreement)],
    )


def contact_choices(agreement: Agreement) -> list[tuple[str, str]]:
    """Return the active contacts of the client, by name."""
    people = agreement.account.contacts.filter(is_active=True).order_by("name", "id") if agreement.account else ()
    return [(str(one.pk), one.name) for one in people]


def call_offs_of(agreement: Agreement) -> QuerySet[CallOff]:
    """What was asked for within a retainer."""
    return CallOff.objects.filter(agreement=agreement).select_related("item")


def call_off_of(agreement: Agreement, call_off_id: int) -> CallOff:
    """One call-off of a retainer, or `NotSeen`."""
    return seen_or_missing(call_offs_of(agreement), call_off_id, _("Request not found."))


def terms_now(agreement: Agreement, today: date) -> tuple[PeriodTerms, bool]:
    """The terms in force, and whether none were agreed on for a period yet."""
    standing = standing_of(agreement, known_until(today))
    if standing.agreed is None or agreement.fee_model != "retainer":
        raise NotSeen(_("A retainer needs a start date before it has periods. Agree its terms first."))
    return in_force(standing.agreed, max(today, standing.agreed.starts_on)), not standing.agreed.later


def kind_now(agreement: Agreement, today: date) -> str:
    """What a retainer holds; a block, and one that has not begun, holds hours."""
    agreed = standing_of(agreement, known_until(today)).agreed
    return in_force(agreed, agreed.starts_on).kind if agreed else "hours"


def period_beginning(agreement: Agreement, begins: date, today: date) -> Period:
    """One period, or `NotSeen`."""
    found = standing_of(agreement, known_until(today)).periods
    for one in found:
        if one.span.first == begins:
            return one
    raise NotSeen(_("No period starts on that date. Choose the first day of a period."))
