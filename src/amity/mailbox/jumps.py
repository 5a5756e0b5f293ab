"""Threads of emails, as search finds them, and importing emails."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.jumps import ACCOUNT
from amity.mailbox.models import Thread
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui import formats
from amity.ui.search import actions, jumps
from amity.ui.search.actions import Action
from amity.ui.search.jumps import Found, Kind


def _rows(by: Actor) -> QuerySet[Thread]:
    rows = Thread.objects.visible_to(person_of(by)).select_related("account")
    return rows.only("subject", "last_at", "account__name")


def _threads(_by: Actor, rows: Sequence[Thread]) -> Iterable[Found]:
    today = timezone.localdate()
    for thread in rows:
        day = formats.day(timezone.localtime(thread.last_at).date(), today)
        url = reverse("mailbox:thread", args=[thread.pk])
        yield Found(kind=_("Emails"), name=str(thread), url=url, note=f"{thread.account.name}, {day}")


def _sees(by: Actor, thing: object) -> bool:
    """Whoever sees an account can use it."""
    return True


def register() -> None:
    """Register the kind, and what begins an import."""
    jumps.register(
        Kind(
            key="thread", names=(lazy("Emails"),),
            order=76, model=Thread, columns=("subject", "account__name"), sort=("-last_at", "-pk"),
            rows=_rows, entry=_threads, pages=("mailbox:thread",), words_first=True,
        )
    )  # fmt: skip
    actions.register(
        Action(
            key="import_emails", order=90, label=lazy("Import emails"), words=lazy("upload email eml mbox"),
            about=ACCOUNT, page="mailbox:import_emails", may=_sees,
        )
    )  # fmt: skip
