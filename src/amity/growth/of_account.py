"""Growth of one account for its plan: opportunities, renewals, the next 90 days, and risks."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.growth import policy, queries, rules, wording
from amity.growth.models import Opportunity
from amity.growth.pages import card_of
from amity.growth.renewals.page import name_of, worth_of
from amity.growth.renewals.queries import renewals_of
from amity.growth.renewals.rules import quarter_of
from amity.health.account.queries import account_growth_is_closed
from amity.monitoring.places import register_of_account
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui import formats
from amity.waiting.dates import next_dates_on

AHEAD: Final = timedelta(days=90)


def context(by: Actor, account: Account) -> dict[str, Any]:
    """Return what the plan of an account shows about its growth."""
    today = timezone.localdate()
    dates = [one for one in next_dates_on(by, account.pk, today) if one.on <= today + AHEAD]
    growth = _opportunities(by, account, today)
    renewals = [(one, name_of(quarter_of(one.on)), worth_of(one)) for one in renewals_of(by, account, today)]
    return {
        "account": account, "growth": growth, "dates": dates, "risks": register_of_account(by, account),
        "renewals": renewals, "summary": _summary(len(growth["rows"]), len(renewals)),
    }  # fmt: skip


def _summary(open_ones: int, renewals: int) -> str:
    """Return how many opportunities are open and how many agreements are to renew, without what there is none of."""
    counts = {"open": formats.number(open_ones), "renewals": formats.number(renewals)}
    if not renewals:
        return _("%(open)s open") % counts if open_ones else _("None yet")
    if not open_ones:
        return _("%(renewals)s to renew") % counts
    return _("%(open)s open, %(renewals)s to renew") % counts


def _opportunities(by: Actor, account: Account, today: date) -> dict[str, Any]:
    """Return an account's opportunities, open ones first, and why growth is closed, if it is."""
    person = person_of(by)
    shut = account_growth_is_closed(account)
    rows: Sequence[Opportunity] = list(queries.of_account(by, account))
    open_ones = [one for one in rows if rules.is_open(one.stage)]
    over = [one for one in rows if not rules.is_open(one.stage)]
    over.sort(key=lambda one: one.closed_on or today, reverse=True)
    return {
        "rows": [card_of(one, today) | {"stage": wording.STAGES[one.stage]} for one in open_ones],
        "over": [(one, wording.STAGES[one.stage], queries.money_of(one)) for one in over[:3]],
        "closed_because": wording.closed(account.name) if shut else "", "sees_fee": policy.sees_fee(person),
        "may_record": not shut and bool(policy.may_record(person, account)),
    }  # fmt: skip
