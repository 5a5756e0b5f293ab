"""Contact reports on the line of time of an account: corrected, confirmed, and the working basis.

That a report was sent is the event of its email.
"""

from collections.abc import Sequence
from dataclasses import replace

from django.db.models import Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.models import Account
from amity.accounts.timeline import sources
from amity.accounts.timeline.rules import FROM_CLIENT, TO_CLIENT
from amity.accounts.timeline.sources import Columns, Event, Row, Rows, Source, each, seen_rows
from amity.contact_reports.models import ContactReport, Correction, Edition
from amity.shared.actor import Actor

CORRECTED, CONFIRMED, BASIS, ELSEWHERE = "corrected", "confirmed", "basis", "elsewhere"


def register() -> None:
    """Register the source."""
    sources.register(
        Source(key="contact_reports", order=17, label=lazy("Contact reports"), rows=_rows, events=each(_event))
    )


def _rows(by: Actor, account: Account) -> Sequence[Rows]:
    confirmed = seen_rows(ContactReport.objects.exclude(confirmed_at=None), by, account)
    corrections = seen_rows(Correction.objects.all(), by, account, "report")
    basis = seen_rows(Edition.objects.exclude(basis_at=None), by, account, "report")
    elsewhere = seen_rows(Edition.objects.exclude(sent_elsewhere_at=None), by, account, "report")
    of_report = Columns(title="report__title", about="report", project="report__project")
    return (
        Rows(
            rows=corrections, direction=FROM_CLIENT, at="at", account="report__account",
            columns=Columns(
                what=Value(CORRECTED), title="words", about="report", contact="contact", project="report__project"
            ),
        ),
        Rows(
            rows=confirmed, direction=FROM_CLIENT, at="confirmed_at",
            columns=Columns(
                what=Value(CONFIRMED), title="title", about="pk", contact="confirmed_by", project="project"
            ),
        ),
        Rows(
            rows=basis, direction=TO_CLIENT, at="basis_at", account="report__account",
            columns=replace(of_report, what=Value(BASIS)),
        ),
        Rows(
            rows=elsewhere, direction=TO_CLIENT, at="sent_elsewhere_at", account="report__account",
            columns=replace(of_report, what=Value(ELSEWHERE)),
        ),
    )  # fmt: skip


def _event(row: Row) -> Event:
    kinds = {
        CORRECTED: _("Correction of a contact report"), CONFIRMED: _("Contact report confirmed"),
        BASIS: _("Contact report is the working basis"), ELSEWHERE: _("Contact report sent another way"),
    }  # fmt: skip
    return Event(
        kind=kinds[row.what], title=row.title,
        address=reverse("contact_reports:contact_report", args=[row.about]),
    )  # fmt: skip
