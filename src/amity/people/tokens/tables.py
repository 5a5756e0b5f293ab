"""The list of everyone's tokens under Settings, declared."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amity.people import policy
from amity.people.models import Token
from amity.people.tokens import queries
from amity.shared.actor import Actor
from amity.ui.field_words import label_of
from amity.ui.lists import Column
from amity.ui.lists.keyset import Order
from amity.ui.lists.scoped import ScopedList
from amity.ui.lists.tabs import Tab

MONTH: Final = timedelta(days=30)


class TokenList(ScopedList):
    """Everyone's valid tokens for an administrator, without their secrets: the first to expire first."""

    key = "tokens"
    title = _("Tokens")
    sub = _("Programs that act on someone’s behalf. The tokens themselves are never shown; you can revoke one at once.")
    template = "people/every_token.html"
    fragment = "ui/settings_list.html"
    table_class = "two"
    order = Order("expires_at")
    find = ("name", "person__name", "beginning")
    open_label = _("Active")
    tabs = (
        Tab(key="unused", label=_("Not used in 30 days"), passes=lambda today: ~Q(last_used_at__gte=_ago(MONTH))),
        Tab(key="expiring", label=_("Expires in 30 days"), passes=lambda today: Q(expires_at__lte=_ago(-MONTH))),
    )
    empty = (_("No active tokens"), _("People create their own under their name, Tokens."))
    columns = (
        Column(key="name", label=_("Token"), sort="name", note=lambda row: f"{row.beginning}…"),
        Column(key="person", label=label_of(Token, "person"), sort="person__name", value=lambda row: row.person.name),
        Column(key="scopes", label=label_of(Token, "scopes"), wide=True,
            value=lambda row: ", ".join(queries.scopes_in_words(row))),
        Column(key="made_at", label=_("Created"), kind="day", sort="made_at", aside=True),
        Column(key="last_used_at", label=_("Last used"), kind="day", sort="last_used_at", wide=True),
        Column(key="expires_at", label=_("Works until"), kind="day", sort="expires_at"),
        Column(key="revoke", label=_("Revoke"), template="people/cells/revoke.html", value=lambda row: ""),
    )  # fmt: skip

    def rows(self, actor: Actor) -> QuerySet[Token]:
        """Return everyone's valid tokens. Raise `Refused` unless the actor looks after people."""
        policy.may_look_after_people(actor).or_refuse()
        return queries.every_token(timezone.now())


def _ago(time: timedelta) -> datetime:
    return timezone.now() - time
