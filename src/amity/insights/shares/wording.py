"""Words of sharing: the advice for a contact with its reason, and what came back."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext, pgettext_lazy

from amity.accounts.pushes.wording import push_sentence
from amity.insights.shares import rules
from amity.insights.shares.queries import Reader
from amity.ui import formats

WAYS: Final[Mapping[str, Promise]] = {
    rules.SEND: pgettext_lazy("advice", "Send"),
    rules.BUNDLE: pgettext_lazy("advice", "Bundle"),
    rules.HOLD: pgettext_lazy("advice", "Hold"),
}
STATES: Final[Mapping[str, str]] = {rules.SEND: "well", rules.BUNDLE: "watch", rules.HOLD: "unwell"}
OUTCOMES: Final[Mapping[str, Promise]] = {
    rules.REPLIED: lazy("Replied"),
    rules.USEFUL: lazy("Useful"),
    rules.NOT_USEFUL: lazy("Not useful"),
}


def why(reader: Reader) -> str:
    """Return why a contact gets the story now, with others or later."""
    left, code = reader.budget.left, reader.advice.why
    if code == rules.STOPPED:
        return _("They unsubscribed. Withdraw that under Preferences if they want stories again.")
    if code == rules.TWICE:
        return _("They already have this story.")
    if code == rules.CONFLICT:
        return _("A severe conflict with the client is open.")
    if code == rules.BUDGET and left.next_on is not None:
        return _("Push budget used. The next one is free on %(day)s.") % {"day": formats.dated(left.next_on)}
    if code == rules.LOAD:
        asked = ngettext(
            "%(count)s thing is asked of them now.", "%(count)s things are asked of them now.", reader.asked
        )
        return asked % {"count": reader.asked}
    return push_sentence(left)
