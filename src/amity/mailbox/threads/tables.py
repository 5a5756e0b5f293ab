"""The list of threads of all accounts."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amity.accounts.of_person import of_managed_accounts
from amity.accounts.pages import list_links
from amity.mailbox.models import Thread
from amity.mailbox.threads.filters import ThreadFilters
from amity.mailbox.threads.queries import threads_seen_by
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui.field_words import label_of
from amity.ui.lists import Column
from amity.ui.lists.keyset import Order
from amity.ui.lists.scoped import ScopedList


class ThreadList(ScopedList):
    """The threads the person can see: those of their accounts, the newest first."""

    key = "threads"
    title = _("Emails")
    place = "accounts"
    order = Order("last_at", descending=True)
    filters = ThreadFilters
    whose = (_("My accounts"), _("Everyone’s"))
    open_label = _("All")
    empty = (_("No emails yet"), _("Import emails on the page of an account."))
    columns = (
        Column(key="subject", label=label_of(Thread, "subject"), value=str, link=lambda row: thread_page(row.pk)),
        Column(key="account", label=label_of(Thread, "account"), value=lambda row: row.account.name),
        Column(
            key="project", label=label_of(Thread, "project"), aside=True,
            value=lambda row: row.project.name if row.project else "",
        ),
        Column(
            key="last_at", label=label_of(Thread, "last_at"), kind="day", sort="last_at",
            value=lambda row: timezone.localdate(row.last_at),
        ),
    )  # fmt: skip

    def rows(self, actor: Actor) -> QuerySet[Any, Any]:
        """Return the threads the actor can see."""
        return threads_seen_by(actor)

    def mine(self, actor: Actor) -> Q:
        """Return the condition of threads of the person's accounts."""
        return of_managed_accounts(person_of(actor))

    def extra(self) -> dict[str, Any]:
        """Return the other lists under Accounts."""
        return {"lists": list_links(self._actor, self.key)}


def thread_page(thread_id: int) -> str:
    """Return the URL of a thread's page."""
    return reverse("mailbox:thread", args=[thread_id])
