"""The delivery margin as a joint objective: the same figure for everyone, as the account manager sees it."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.charter.objectives.rules import Read
from amity.people.queries import actor_for
from amity.profitability.accounts.queries import money_of
from amity.shared.actor import Actor


def margin_of(by: Actor, account: Account, today: date) -> Read | None:
    """Return the margin of the whole account over twelve months, or None if it is unknown or hidden.

    It uses the account manager's view, because the manager of one of several projects would see only that
    one's margin.
    """
    eyes = actor_for(account.manager, by.through) if account.manager and account.manager.is_active else by
    margin = money_of(eyes, account, today).together.margin
    if margin is None or margin.value is None:
        return None
    bounded = margin.bound == "at_most"
    return Read(Decimal(margin.value) / 100, today, _("twelve months, all projects"), at_most=bounded)
