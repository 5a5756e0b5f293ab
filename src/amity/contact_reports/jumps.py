"""Contact reports, as search finds them; and drafting one: "contact report kestrel"."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.jumps import ACCOUNT
from amity.contact_reports.drafts.queries import may_draft
from amity.contact_reports.models import ContactReport
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui.search import actions, jumps
from amity.ui.search.actions import Action
from amity.ui.search.jumps import Found, Kind


def _rows(by: Actor) -> QuerySet[ContactReport]:
    rows = ContactReport.objects.visible_to(person_of(by)).select_related("account")
    return rows.only("title", "number", "year", "account__name")


def _found(_by: Actor, rows: Sequence[ContactReport]) -> Iterable[Found]:
    for row in rows:
        url = reverse("contact_reports:contact_report", args=[row.pk])
        yield Found(
            kind=_("Contact report"), name=f"{row.number}: {row.title}", url=url, note=f"{row.account.name}, {row.year}"
        )


def register() -> None:
    """Register the kind, and what begins one."""
    jumps.register(
        Kind(
            key="contact_report", names=(lazy("Contact report"),),
            order=76, model=ContactReport, columns=("title", "account__name"),
            sort=("-held_at", "-pk"), rows=_rows, entry=_found, pages=("contact_reports:contact_report",),
            words_first=True,
        )
    )  # fmt: skip
    actions.register(
        Action(
            key="contact_report", order=26, label=lazy("New contact report"), words=lazy("new draft minutes"),
            about=ACCOUNT, page="contact_reports:choose_notes", may=may_draft,
        )
    )  # fmt: skip
