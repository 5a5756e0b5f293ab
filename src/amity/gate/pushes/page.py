"""What is shown beside an email that is being written: load and push budget of its recipients, and how it can go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.accounts.asks.queries import asked_of
from amity.accounts.models import Contact
from amity.accounts.pushes import wording
from amity.accounts.pushes.queries import push_budgets
from amity.agency.queries import agency_zone
from amity.gate import rules
from amity.gate.bundles.queries import fits, goes_along
from amity.gate.checks.registry import Findings, Letter
from amity.gate.models import Item
from amity.gate.pushes.check import is_reply
from amity.gate.pushes.rules import MANY_ASKS, PUSHES
from amity.gate.pushes.ways import bundle_code, later_code
from amity.shared.actor import Actor

MOST_SHOWN: Final = 3
"""Recipients whose load is shown, and emails that are offered for a bundle."""


@dataclass(frozen=True, slots=True)
class Load:
    """What a recipient gets and is asked for now, in sentences."""

    contact: Contact
    budget: str
    is_used: bool
    asked: str
    is_much: bool


def beside_writing(
    by: Actor, letter: Letter, findings: Findings, asking: Item, now: datetime, *, way: str
) -> dict[str, Any]:  # fmt: skip
    """Return loads of the recipients, whether the email is counted, and what it could be bundled with or wait for.

    They are loud, and open, where a recipient gets or is asked for much, or there is something to choose.

    `way` is the button that is chosen. One that is no longer offered is not.
    """
    people = [contact for contact, way in letter.people if way == rules.TO]
    along: Sequence[Item] = ()
    if fits(asking):
        ways = [(contact.pk, way) for contact, way in letter.people]
        along = goes_along(by, letter.account.pk, ways, now)[:MOST_SHOWN]
    later = max((one.later for one in findings.found if one.later is not None), default=None)
    bundles = [(bundle_code(one.pk, one.digest), one) for one in along]
    until = (later_code(later), later) if later else None
    offered = [code for code, _item in bundles] + ([until[0]] if until else [])
    loads = _loads(by, people[:MOST_SHOWN], now)
    return {
        "loads": loads,
        "is_loud": bool(offered) or any(one.is_used or one.is_much for one in loads),
        "counted": _counted(letter),
        "bundles": bundles,
        "until": until,
        "way": way if way in offered else "",
    }


def _loads(by: Actor, people: Sequence[Contact], now: datetime) -> list[Load]:
    if not people:
        return []
    budgets = push_budgets(None, people, timezone.localdate(now, agency_zone()))
    found = []
    for contact in people:
        left, asked = budgets[contact.pk].left, len(asked_of(by, contact))
        words = (
            ngettext("%(count)s of our requests to them is open", "%(count)s of our requests to them are open", asked)
            if asked
            else _("None of our requests to them is open")
        )
        found.append(
            Load(contact, wording.unasked_sentence(left), not left.left, words % {"count": asked}, asked >= MANY_ASKS)
        )
    return found


def _counted(letter: Letter) -> str:
    if letter.kind not in PUSHES:
        return _("This email belongs to the work in hand, so it isn’t counted.")
    if is_reply(letter):
        return _("This email answers theirs, so it isn’t counted.")
    return _("This email is counted.")
