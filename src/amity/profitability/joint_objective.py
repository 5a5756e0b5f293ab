"""The delivery margin as a joint objective: one figure for whoever pursues it, as the account manager sees it."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.charter.objectives.rules import Read
from amity.people.queries import actor_for
from amity.profitability.accounts.queries import account_money
from amity.shared.actor import Actor


def margin_of(by: Actor, account: Account, today: date) -> Read | None:
    """Twelve months of the whole account; None where it cannot be computed, or is told as a word only.

    Who runs one project of several would see the margin of that one: a figure pursued together is the same for both.
    """
    eyes = actor_for(account.manager, by.through) if account.manager and account.manager.is_active else by
    margin = account_money(eyes, account.pk, today).together.margin
    if margin is None or margin.value is None:
        return None
    bounded = margin.bound == "at_most"
    return Read(Decimal(margin.value) / 100, today, _("twelve months, all projects"), at_most=bounded)
