"""Set terms from a period. Earlier terms stay unchanged."""

from dataclasses import asdict, replace
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from amity.agreements.guards import time_is_approved
from amity.agreements.models import Agreement
from amity.audit import trail
from amity.retainers.models import RetainerTerms
from amity.retainers.queries import retainer_to_change
from amity.retainers.spans.rules import start_of
from amity.retainers.terms.queries import agreed_of, facts_of
from amity.retainers.terms.rules import NO_FACTS, Agreed, PeriodTerms, faults
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.money import Rate
from amity.shared.values import tidied
from amity.timesheets import months

MONEY = ("fee", "rate", "rate_above")


@command
def agree_period_terms(*, by: Actor, agreement_id: int, terms: PeriodTerms, now: datetime) -> RetainerTerms:
    """Set the terms of the period that contains `terms.valid_from` and of later ones.

    The kind and length of the first period can't change. Another kind needs another agreement.
    """
    agreement = retainer_to_change(by, agreement_id)
    facts = facts_of([agreement]).get(agreement.pk, NO_FACTS)
    agreed = agreed_of(agreement, facts)
    if agreed is None:
        raise Refused(_("A retainer needs a start date before it has periods. Agree its terms first."))
    fields = _checked(agreement, agreed, terms)
    months.hold_open(fields.valid_from)
    row = RetainerTerms(
        agreement=agreement, overage_rate=_per_hour(fields.rate), overage_rate_above=_per_hour(fields.rate_above),
        agreed_at=now, **{name: value for name, value in asdict(fields).items() if name not in ("rate", "rate_above")},
    )  # fmt: skip
    row.save(force_insert=True)
    changes = {**asdict(fields), "rate": _per_hour(fields.rate), "rate_above": _per_hour(fields.rate_above)}
    trail.record("retainer.terms_agreed", subject=agreement, by=by, at=now, changes=changes, money=_money(fields))
    return row


def _checked(agreement: Agreement, agreed: Agreed, terms: PeriodTerms) -> PeriodTerms:
    terms = tidied(terms)
    for field, code in faults(terms):
        raise Invalid(_sentences()[code], field)
    if terms.counted == "approved" and not time_is_approved():
        raise Invalid(_("Time approval is off, so no time would count. Choose another option."), "counted")
    first = terms.valid_from <= agreed.starts_on and not agreed.later
    length = terms.period_months if first else agreed.period_months
    if not first and (terms.kind, terms.period_months) != (_kind(agreed), agreed.period_months):
        raise Invalid(
            _("The unit and period length of a retainer can’t change. Create a new agreement instead."), "kind"
        )
    if agreement.ends_on and terms.valid_from > agreement.ends_on:
        raise Invalid(_("Choose a date on or before the agreement’s end date."), "valid_from")
    begins = start_of(agreed.starts_on, length, terms.valid_from)
    return replace(terms, valid_from=begins, over=terms.usual_over)


def _kind(agreed: Agreed) -> str:
    return agreed.later[0].kind if agreed.later else agreed.first.kind


def _per_hour(rate: Rate | None) -> Decimal | None:
    return None if rate is None else rate.per_hour


def _money(terms: PeriodTerms) -> tuple[str, ...]:
    return (*MONEY, "included", "tier_above") if terms.kind == "value" else MONEY


def _sentences() -> dict[str, str]:
    return {
        "negative": _("Enter 0 or more."),
        "needed": _("Enter the included amount."),
        "needs_rate": _("Enter the rate and the limit of the first step."),
    }
