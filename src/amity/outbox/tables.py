"""The list of emails under Settings, declared."""

from collections.abc import Sequence
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.outbox import queries, rules
from amity.outbox.models import Message
from amity.shared.actor import Actor
from amity.ui.field_words import label_of
from amity.ui.lists import Column
from amity.ui.lists.keyset import Order
from amity.ui.lists.scoped import ScopedList
from amity.ui.lists.tabs import Tab

TROUBLE: Final = (rules.FAILED, rules.UNKNOWN)


def _in_state(*states: str) -> Q:
    return Q(state__in=states)


class MessageList(ScopedList):
    """Every email for an administrator, newest first, with what needs a decision on a tab."""

    key = "outbox"
    title = lazy("Email")
    sub = lazy("Newest first. Links are hidden here.")
    template = "outbox/messages.html"
    fragment = "ui/settings_list.html"
    order = Order("created_at", descending=True)
    find = ("subject", "name", "to")
    open_label = lazy("All")
    tabs = (
        Tab(key="trouble", label=lazy("To decide or send again"), passes=lambda today: _in_state(*TROUBLE)),
        Tab(key="waiting", label=lazy("Waiting"), passes=lambda today: _in_state(rules.WAITING, rules.SENDING)),
        Tab(key="kept", label=lazy("Not sent"), passes=lambda today: _in_state(rules.KEPT)),
    )
    empty = (lazy("No emails yet"), lazy("Invitations and password links appear here."))
    columns = (
        Column(key="subject", label=label_of(Message, "subject"), sort="subject",
            template="outbox/cells/subject.html"),
        Column(key="created_at", label=lazy("Date"), kind="day", sort="created_at"),
        Column(key="name", label=lazy("Name"), sort="name", aside=True),
        Column(key="to", label=label_of(Message, "to"), sort="to", aside=True),
        Column(key="state", label=label_of(Message, "state"), sort="state", template="outbox/cells/state.html",
            value=queries.state_label),
        Column(key="attempts", label=lazy("Attempts"), kind="number", sort="attempts", aside=True),
        Column(key="last_error", label=lazy("Last error"), aside=True),
    )  # fmt: skip

    def rows(self, actor: Actor) -> QuerySet[Message]:
        """Return every email. Raise `Refused` unless the actor is an administrator."""
        return queries.outbox_seen_by(actor)

    def prepare(self, rows: Sequence[Any]) -> None:
        """Mask the link of each email, and what was written to a client, which an administrator needn't read."""
        for row in rows:
            hidden = row.audience == rules.CLIENT
            link = _("[link: shown only to its owner]")
            row.text = _("[shown under Going out]") if hidden else rules.written(row.body, link)

    def extra(self) -> dict[str, Any]:
        """Return whether emails are sent at all."""
        return {"mail_server": queries.mail_server_configured(), "title": _("Email sent by Amity")}
