"""Labels of kinds, lanes, states, steps, grounds and answers."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import pgettext_lazy

from amity.gate import rules
from amity.gate.answering.rules import LINK
from amity.gate.lanes import rules as lanes
from amity.ui import formats

if TYPE_CHECKING:
    from amity.gate.models import Item

CONCEALED: Final = lazy("Email with a price (hidden)")
"""Shown for the subject and text of an item that its reader can't read."""

KINDS: Final[Mapping[str, Promise]] = {
    rules.EMAIL: lazy("Email"),
    rules.CONTACT_REPORT: lazy("Contact report"),
    rules.STATUS: lazy("Status"),
    rules.INSIGHT: lazy("Insight"),
    rules.RECOMMENDATION: lazy("Recommendation"),
    rules.INPUT: lazy("Client input request"),
    rules.BRIEF: lazy("Brief"),
    rules.STATEMENT: lazy("Retainer note"),
    rules.SHOWING: lazy("First showing of a deliverable"),
    rules.VERSION: lazy("Later version of a deliverable"),
    rules.QUOTE: lazy("Quote"),
    rules.AGREEMENT: lazy("Agreement"),
    rules.CHANGE_ORDER: lazy("Change order"),
    rules.INVOICE: lazy("Invoice"),
    rules.BUNDLE: lazy("Bundle"),
}
LANES: Final[Mapping[str, Promise]] = {
    lanes.WATCH: lazy("watch"),
    lanes.ADVISE: lazy("advise"),
    lanes.UNLESS_STOPPED: lazy("hold unless stopped"),
    lanes.HOLD: pgettext_lazy("lane", "hold"),
    lanes.FOUR_EYES: lazy("four eyes"),
}
WAITS: Final[Mapping[str, Promise]] = {
    **LANES,
    lanes.UNLESS_STOPPED: lazy("goes unless stopped"),
    lanes.HOLD: lazy("waits to be cleared"),
    lanes.FOUR_EYES: lazy("waits for a second person"),
}
"""What happens to an email that waits, by its lane."""
LANE_HINTS: Final[Mapping[str, Promise]] = {
    lanes.WATCH: lazy("The author sends. The check is recorded."),
    lanes.ADVISE: lazy("Checked while writing. The author sends."),
    lanes.UNLESS_STOPPED: lazy("Goes at the time shown, unless the account manager stops it."),
    lanes.HOLD: lazy("The account manager clears it."),
    lanes.FOUR_EYES: lazy("Someone other than the author must clear it, always."),
}
AUTHORS: Final[Mapping[str, Promise]] = {
    lanes.MANAGER: lazy("Account manager"),
    lanes.PROJECT_MANAGER: lazy("Project manager"),
    lanes.OTHERS: lazy("Other colleagues"),
}
BECAUSE: Final[Mapping[str, Promise]] = {
    lanes.PRICE: lazy("A price is mentioned, so someone must clear it."),
    lanes.SIGNATURE: lazy("A signature is needed, so someone must clear it."),
    lanes.SPONSOR: lazy("An executive sponsor gets it, so someone must clear it."),
    lanes.KIND: lazy("Items of this kind are always cleared by someone."),
    lanes.CONFLICT: lazy("A conflict with this client is open, so someone must clear it."),
    lanes.WATCHING: lazy("Amity only watches in the first two weeks. It goes at once, and the checks are recorded."),
    lanes.WRITES: lazy("On this account, the account manager writes to the client."),
}
STATES: Final[Mapping[str, Promise]] = {
    rules.DRAFT: lazy("draft"),
    rules.SUBMITTED: lazy("waiting to be cleared"),
    rules.SCHEDULED: lazy("goes unless stopped"),
    rules.HELD: lazy("on hold"),
    rules.RETURNED: lazy("returned"),
    rules.CLEARED: lazy("cleared"),
    rules.RELEASED: lazy("being sent"),
    rules.SENT: lazy("sent"),
    rules.UNDELIVERED: lazy("not delivered"),
    rules.STORED: lazy("not sent: no email server"),
    rules.WITHDRAWN: lazy("withdrawn"),
    rules.BUNDLED: lazy("in a bundle"),
}
GROUNDS: Final[Mapping[str, Promise]] = {
    rules.PREFERENCE: lazy("Client preference"),
    rules.EXPECTATION: pgettext_lazy("ground", "Expectation"),
    rules.FACT: pgettext_lazy("ground", "Fact"),
    rules.STANDARD: lazy("Agency standard"),
    rules.BELIEF: lazy("I believe they will dislike it"),
    rules.TASTE: lazy("Not my taste"),
}
CHIPS: Final[Mapping[str, Promise]] = {
    rules.CHECKED: lazy("Checked with client"),
    rules.WORDING: lazy("Wording is fine"),
    rules.NOT_A_PROMISE: lazy("Not a promise"),
    rules.ASKED_FOR: lazy("They asked for it"),
    rules.ALONE: lazy("Send on its own"),
    rules.LATER: lazy("Sent later"),
    rules.SERVES: lazy("Yes, it does"),
    rules.STRAYS: lazy("No, it doesn’t"),
    rules.AGAIN: lazy("Send it again"),
    rules.TYPED: lazy("Explained"),
}
STEPS: Final[Mapping[str, Promise]] = {
    rules.SUBMIT: pgettext_lazy("email", "Submitted"),
    rules.CLEAR: lazy("Cleared"),
    rules.RETURN: pgettext_lazy("email", "Returned"),
    rules.HOLD: lazy("Put on hold"),
    rules.PULL_BACK: lazy("Pulled back"),
    rules.REVISE: lazy("Reopened to revise"),
    rules.WITHDRAW: lazy("Withdrawn"),
    rules.RELEASE: lazy("Released"),
    rules.STOP: lazy("Stopped before it went"),
    rules.RESEND: lazy("Sent again"),
    rules.CONFIRM: lazy("Delivery confirmed"),
    rules.BY_HAND: lazy("Marked as sent by hand"),
    rules.BUNDLE_UP: lazy("Added to a bundle"),
    rules.FOLLOW: lazy("Left with its bundle"),
    rules.TAKE_APART: lazy("Removed from its bundle"),
    "change": lazy("Changed before clearing"),
    "skip": lazy("Not read by a second person: the author is the account manager"),
    "lane": lazy("Sent by its author, as the lane allows"),
    "comment": lazy("Commented"),
    "sent": lazy("Accepted by the email server"),
    "unsent": lazy("Not delivered"),
    "bounced": lazy("Came back after the email server had accepted it"),
    "untold": lazy("Sent, but couldn’t be recorded on what it is about"),
    "ask": lazy("The stand-in was asked too"),
}


def title_of(item: "Item") -> str:
    """Return the subject of an item, or that it names a price."""
    return str(CONCEALED if item.is_concealed else item)


def illegal(state: str) -> str:
    """Return why a verb can't be applied in a state."""
    return {
        rules.DRAFT: _("This is a draft again. Nothing was changed."),
        rules.RETURNED: _("This was returned to its author. Nothing was changed."),
        rules.HELD: _("This is on hold. Nothing was changed."),
        rules.SUBMITTED: _("This is waiting to be cleared. Nothing was changed."),
        rules.SCHEDULED: _("This is scheduled. Nothing was changed."),
        rules.CLEARED: _("This was already cleared. Nothing was changed."),
        rules.WITHDRAWN: _("Its author withdrew this. Nothing was changed."),
        rules.BUNDLED: _("This is part of a bundle. Decide about the bundle."),
    }.get(state, _("This has already left. Nothing was changed."))


_LINKED: Final = re.compile(rf"{re.escape(LINK)}[\w/]*")
"""The place of the personal link, with the rest of an address that begins with it."""


def with_link_named(text: str) -> str:
    """Return a frozen text with words in the place of the personal link."""
    return _LINKED.sub(_("[the recipient’s personal link]"), text)


def what_happens(item: "Item") -> str:
    """Return what happens to an email that waits: when it goes unless someone stops it, or that it waits."""
    if item.lane == lanes.UNLESS_STOPPED and item.goes_at:
        clock = formats.day(timezone.localtime(item.goes_at), timezone.localdate(), in_sentence=True)
        return _("goes %(day)s unless stopped") % {"day": clock}
    return str(WAITS.get(item.lane, ""))
