"""The surprise rate as pages write it: in a sentence, and with the issues behind it."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from amity.accounts.models import Account
from amity.huddles.surprises import queries, rules
from amity.huddles.surprises.rules import Rate
from amity.monitoring.wording import KINDS
from amity.shared.actor import Actor
from amity.ui import formats

MISSED = lazy("Missed expectation")


def sentence_on(account_ids: Collection[int], today: date) -> str:
    """Return the surprise rate of accounts over ninety days in a sentence, "" for no account."""
    if not account_ids:
        return ""
    first = rules.since(today)
    return sentence(rules.rate([one.raised for one in queries.issues_on(account_ids, first)], first, today))


def sentence(rate: Rate) -> str:
    """Return a surprise rate in a sentence."""
    if not rate.total:
        return _("No issue was raised in 90 days.")
    words = {"count": rate.by_client, "total": rate.total}
    return ngettext(
        "In 90 days %(count)s of %(total)s issues was first raised by the client.",
        "In 90 days %(count)s of %(total)s issues were first raised by the client.",
        rate.by_client,
    ) % words  # fmt: skip


def of_account(by: Actor, account: Account) -> str:
    """Return the sentence for an account's plan, "" for those who can't read it."""
    if not queries.may_read(by, account):
        return ""
    return sentence_on([account.pk], timezone.localdate())


def context(by: Actor, account: Account, today: date) -> dict[str, Any]:
    """Return the surprise rate of an account with the issues behind it: those of ninety days, and by quarter."""
    spans = rules.quarters(today)
    first = rules.since(today)
    issues = queries.issues_on([account.pk], min(first, spans[0][0]))
    recent = [one for one in issues if one.on >= first]
    known = queries.shown_to(by, recent)
    raised = [one.raised for one in issues]
    return {
        "finding": sentence(rules.rate(raised, first, today)),
        "issues": [(one, KINDS.get(one.kind, MISSED)) for one in recent if (one.kind, one.id) in known],
        "others": len(recent) - len(known), "quarters": [
            (quarter_name(start), rate, formats.percent(rate.share, places=0) if rate.share is not None else "")
            for start, rate in rules.by_quarter(raised, today)
        ],
        "first": first,
    }  # fmt: skip


def quarter_name(start: date) -> str:
    """Return the name of a quarter, as Q4 2026."""
    return _("Q%(quarter)s %(year)s") % {"quarter": (start.month + 2) // 3, "year": start.year}
