"""Coverage in words, and the section of an account."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.accounts.models import Account
from amity.gate.coverage.queries import of_account
from amity.gate.coverage.rules import Coverage
from amity.shared.actor import Actor
from amity.ui import formats


def sentence(found: Coverage) -> str:
    """Return how many of this week's emails passed, or "" if none went out."""
    if not found.known:
        return ""
    text = ngettext(
        "%(passed)s of %(count)s email passed through Going out this week",
        "%(passed)s of %(count)s emails passed through Going out this week", found.known,
    )  # fmt: skip
    return text % {"passed": found.passed, "count": found.known}


def why(found: Coverage) -> list[str]:
    """Return what the figure is made of."""
    read = ngettext(
        "%(count)s was sent elsewhere and read in a mailbox afterwards.",
        "%(count)s were sent elsewhere and read in a mailbox afterwards.", found.elsewhere,
    )  # fmt: skip
    alone = ngettext(
        "Of those that passed, %(count)s went by itself and was checked only after sending.",
        "Of those that passed, %(count)s went by themselves and were checked only after sending.", found.unread,
    )  # fmt: skip
    later = ngettext("%(count)s was imported later.", "%(count)s were imported later.", found.imported)
    lines = [read % {"count": found.elsewhere}, later % {"count": found.imported}]
    return [alone % {"count": found.unread}, *lines] if found.unread else lines


def oldest(submitted_at: datetime | None, now: datetime) -> str:
    """Return how long the oldest item has waited, or "" without any."""
    return formats.ago(submitted_at, now) if submitted_at else ""


def section(_by: Actor, account: Account) -> Sequence[Coverage]:
    """Return the weeks of an account in which an email went out."""
    found = of_account(account.pk, timezone.now())
    return [week for week in found if week.known]


def summary(loaded: Sequence[Coverage]) -> str:
    """Return how many emails passed, of those known to have gone out."""
    if not loaded:
        return _("None in the last six weeks")
    given = {"passed": sum(week.passed for week in loaded), "known": sum(week.known for week in loaded)}
    return _("%(passed)s of %(known)s passed in the last six weeks") % {
        name: formats.number(number) for name, number in given.items()
    }
