"""The names of kinds of talks and of what a line becomes, and the title of a note that has none."""

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import pgettext_lazy

from amity.conversations import rules
from amity.scope import rules as scope

KINDS: Final = {
    rules.MEETING: lazy("Meeting"),
    rules.CALL: lazy("Call"),
    rules.MESSAGE: lazy("Message"),
    rules.EMAIL: lazy("Email elsewhere"),
}
MARKS: Final = {
    rules.PROMISE: lazy("Promise"),
    rules.REQUEST: pgettext_lazy("of a client", "Request"),
    rules.EXPECTATION: lazy("Expectation"),
    rules.PREFERENCE: lazy("Preference"),
    rules.DECISION: lazy("Decision"),
    rules.ACTION: lazy("Action"),
    rules.RISK: lazy("Risk"),
}
CHANNELS: Final = {
    rules.MEETING: scope.MEETING, rules.CALL: scope.PHONE, rules.MESSAGE: scope.CHAT, rules.EMAIL: scope.EMAIL,
}  # fmt: skip
"""How a request reached the agency, by the kind of talk."""


def channel_of(kind: str) -> str:
    """Return the channel that the evidence of a talk of this kind names."""
    return {
        rules.MEETING: _("meeting"), rules.CALL: _("call"), rules.MESSAGE: _("message"), rules.EMAIL: _("email"),
    }[kind]  # fmt: skip


def proposed_title(kind: str, names: Sequence[str], account: str) -> str:
    """Return a title for a note: its kind, and who at the client took part, or the account."""
    most = 3
    shown = list(names[:most]) or [account]
    if len(names) > most:
        shown.append(_("others"))
    who = _("%(names)s and %(last)s") % {"names": ", ".join(shown[:-1]), "last": shown[-1]} if shown[1:] else shown[0]
    sentence = {
        rules.MEETING: _("Meeting with %(who)s"),
        rules.CALL: _("Call with %(who)s"),
        rules.MESSAGE: _("Messages with %(who)s"),
        rules.EMAIL: _("Emails with %(who)s"),
    }[kind]
    return (sentence % {"who": who})[:200]
