"""Apply a signed change order to a retainer: periods from its date on have its fee, and earlier terms are unchanged."""

from dataclasses import replace
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.agreements import rules
from amity.agreements.fees.rules import RETAINER
from amity.agreements.models import Agreement
from amity.retainers.terms.commands import agree_period_terms
from amity.retainers.terms.queries import agreed_of, facts_of
from amity.retainers.terms.rules import NO_FACTS, in_force
from amity.shared.actor import Actor
from amity.shared.errors import Refused


def follow_order(order: Agreement, by: Actor, now: datetime) -> None:
    """Set the fee of a signed change order as terms from its date. An order without a fee changes nothing here."""
    retainer = order.parent
    if order.kind != rules.CHANGE_ORDER or order.fee is None or retainer is None or retainer.fee_model != RETAINER:
        return
    agreed = agreed_of(retainer, facts_of([retainer]).get(retainer.pk, NO_FACTS))
    if agreed is None:
        raise Refused(_("The retainer has no start date, so no fee can start. Enter its start date first."))
    begins = max(order.starts_on or order.signed_on or timezone.localdate(now), agreed.starts_on)
    terms = replace(in_force(agreed, begins), valid_from=begins, fee=order.fee)
    agree_period_terms(by=by, agreement_id=retainer.pk, terms=terms, now=now)
