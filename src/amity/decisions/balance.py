"""The balance: what someone's last commitments do to both sides. Off until *Limits* says how many count."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.accounts.models import Account
from amity.agency.queries import limit
from amity.decisions import rules
from amity.decisions.models import Decision
from amity.decisions.queries import decisions_seen_by, weighed
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui import formats

LIMIT = "decision.balance"


@dataclass(frozen=True, slots=True)
class Balance:
    """Commitments, the newest first, each with its effect on client and agency from −5 to 5, and their means."""

    rows: Sequence[tuple[Decision, int, int]]
    client: Decimal
    agency: Decimal

    @property
    def title(self) -> str:
        """Return the means in one sentence."""
        words = ngettext(
            "Your last commitment: %(client)s for the client, %(agency)s for us",
            "Your last %(count)s commitments, on average: %(client)s for clients, %(agency)s for us",
            len(self.rows),
        )
        shown = {"client": _signed(self.client), "agency": _signed(self.agency), "count": len(self.rows)}
        return words % shown


def balance_of(by: Actor) -> Balance | None:
    """Return the balance of the accounts that someone answers for, None where it is off or nothing was decided."""
    most = limit(LIMIT)
    if not most:
        return None
    own = Account.objects.managed_by(person_of(by)).values("pk")
    found = decisions_seen_by(by).filter(account__in=own, chosen__isnull=False).exclude(state=rules.OPEN)
    rows = []
    for decision in found.order_by("-decided_at", "-pk")[:most]:
        sums = weighed(decision.chosen) if decision.chosen else None
        if sums is not None:
            rows.append((decision, rules.on_bar(sums.client), rules.on_bar(sums.agency)))
    if not rows:
        return None
    return Balance(rows, rules.mean([client for _one, client, _own in rows]), rules.mean([own for *_rest, own in rows]))


def _signed(value: Decimal) -> str:
    shown = formats.number(value, most=1)
    return _("+%(number)s") % {"number": shown} if value > 0 else shown
