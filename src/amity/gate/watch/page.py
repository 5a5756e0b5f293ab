"""Sentences of the page of the watch."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.gate.watch.queries import Seen
from amity.gate.watch.rules import has_ended
from amity.ui import formats


def title_of(seen: Seen, now: datetime) -> str:
    """Return what went out and what would have been stopped, in a sentence."""
    if has_ended(seen.watch.ends_at, now):
        sentence = ngettext(
            "In two weeks %(count)s email went out; %(stopped)s would have been stopped",
            "In two weeks %(count)s emails went out; %(stopped)s would have been stopped", seen.went,
        )  # fmt: skip
    else:
        sentence = ngettext(
            "So far %(count)s email went out; %(stopped)s would have been stopped",
            "So far %(count)s emails went out; %(stopped)s would have been stopped", seen.went,
        )  # fmt: skip
    return sentence % {"count": seen.went, "stopped": len(seen.stopped)}


def state_of(seen: Seen, now: datetime) -> str:
    """Return until when Amity only watches, or that it waits for a decision."""
    if has_ended(seen.watch.ends_at, now):
        return _("The two weeks are over. Everything still goes at once until you decide.")
    end = formats.day(timezone.localtime(seen.watch.ends_at), timezone.localdate(now), in_sentence=True)
    return _("Amity only watches until %(when)s. Prices, signatures and sponsors already wait.") % {"when": end}
