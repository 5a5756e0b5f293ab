"""Queries for contact reports, with all that their state follows from."""

from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils.translation import gettext as _

from amity.accounts.covers.prefetch import covers_along
from amity.accounts.models import Account
from amity.accounts.of_person import of_handled_accounts
from amity.contact_reports import rules
from amity.contact_reports.models import ContactReport, ContactReportQuerySet, Correction, Edition, ReportPoint
from amity.gate import rules as gate
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.rows.lookup import only_row, seen_or_missing

_CURRENT: Final = Edition.objects.filter(report=OuterRef("pk"), number=OuterRef("edition"))
_GONE: Final = Q(sent_elsewhere_at__isnull=False) | Q(item__sent_at__isnull=False)
IS_SENT: Final = Q(Exists(_CURRENT.filter(_GONE)))
"""The condition of reports whose current version the client has."""
IS_WRITTEN: Final = ~Q(Exists(_CURRENT.exclude(item__state__in=(*gate.OF_AUTHOR, gate.WITHDRAWN))))
"""The condition of reports whose current version is still to be submitted."""
IS_REMINDED: Final = Q(Exists(_CURRENT.filter(basis_at=None, reminded_at__isnull=False)))
"""The condition of reports whose addressee was reminded, so that silence settles them next."""
MOST_OFFERED: Final = 20
"""Reports that are offered as the cause of a change."""


def with_state(rows: ContactReportQuerySet) -> ContactReportQuerySet:
    """Return reports with what their state and their rights need, in a fixed number of queries."""
    editions = Prefetch(
        "editions", Edition.objects.select_related("item__account", "reminder", "agreement").order_by("-number")
    )
    named = rows.select_related("account__manager", "account__director", "author", "addressee", "project")
    return named.prefetch_related(covers_along("account"), editions)


def whole(rows: ContactReportQuerySet) -> ContactReportQuerySet:
    """Return reports with their points, people, talks and corrections too, for one page."""
    points = Prefetch(
        "points",
        ReportPoint.objects.select_related("contact", "person", "source__note").order_by("group", "position", "pk"),
    )
    corrections = Prefetch("corrections", Correction.objects.select_related("contact").order_by("pk"))
    return with_state(rows).prefetch_related(
        points, corrections, "participants__contact", "participants__person", "talks__note"
    )


def handled_reports(person: Person) -> ContactReportQuerySet:
    """Return the reports a person wrote, and those of accounts whose open matters are theirs."""
    rows = ContactReport.objects.filter(of_handled_accounts(person) | Q(author=person))
    return rows.select_related("account", "author")


def reports_seen_by(by: Actor) -> ContactReportQuerySet:
    """Return the reports the actor can see."""
    return with_state(ContactReport.objects.visible_to(person_of(by)))


def sent_reports(by: Actor, account: Account) -> list[tuple[int, str]]:
    """Return the newest reports of an account that the actor can see and the client has, with their names."""
    left = Edition.objects.filter(_GONE, report=OuterRef("pk"))
    rows = ContactReport.objects.visible_to(person_of(by)).filter(Exists(left), account=account)
    return [(report.pk, str(report)) for report in rows.order_by("-held_at", "-pk")[:MOST_OFFERED]]


def report_seen_by(by: Actor, report_id: int, *, lock: bool = False) -> ContactReport:
    """Return one report with all it has, or raise `NotSeen`. `lock` locks its row until the transaction ends."""
    gone = _("Contact report not found. It may have been deleted, or you don’t have access.")
    return seen_or_missing(whole(ContactReport.objects.visible_to(person_of(by))), report_id, gone, lock=lock)


def report_by_id(report_id: int) -> ContactReport | None:
    """Return a report with all it has, for the worker."""
    return only_row(whole(ContactReport.objects.filter(pk=report_id)))


def current(report: ContactReport) -> Edition | None:
    """Return the edition that is worked on, or None before it was submitted."""
    return next((one for one in report.editions.all() if one.number == report.edition), None)


def last_sent(report: ContactReport) -> Edition | None:
    """Return the newest edition that the client has, or None."""
    return next((one for one in report.editions.all() if one.sent_at is not None), None)


def facts_of(report: ContactReport) -> rules.Facts:
    """Return what the state of a report follows from."""
    edition = current(report)
    if edition is None:
        return rules.Facts(edition=report.edition)
    return rules.Facts(
        item_state=edition.item.state if edition.item else "", sent_at=edition.sent_at, basis_at=edition.basis_at,
        has_silence=edition.silent_days is not None, is_confirmed=report.confirmed_at is not None,
        edition=report.edition,
    )  # fmt: skip


def state_of(report: ContactReport) -> str:
    """Return the state of a report."""
    return rules.state_of(facts_of(report))


def is_late(report: ContactReport, now: datetime) -> bool:
    """Return whether a report should be with the client and isn't."""
    return state_of(report) not in rules.SENT and report.due_at < now


def points_shown(report: ContactReport) -> list[ReportPoint]:
    """Return the points that the client gets, in the order of their groups."""
    kept = [one for one in report.points.all() if not one.is_dropped]
    return sorted(kept, key=lambda one: (rules.GROUPS.index(one.group), one.position, one.pk))


def lettered(report: ContactReport) -> list[tuple[str, ReportPoint]]:
    """Return the points that the client gets with their letters: A.1, A.2, B.1."""
    counted: dict[str, int] = {}
    found = []
    for point in points_shown(report):
        counted[point.group] = counted.get(point.group, 0) + 1
        found.append((f"{rules.LETTERS[point.group]}.{counted[point.group]}", point))
    return found
