"""Contact reports for tests, for the permission matrix and for the query counts."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from amity.accounts.models import Account, Contact
from amity.agreements.models import Agreement
from amity.agreements.terms.models import AgreementTerm
from amity.contact_reports import queries
from amity.contact_reports.client_days.commands import AbsenceFields, add_absence
from amity.contact_reports.corrections.commands import correct
from amity.contact_reports.drafts.commands import draft_report, need_no_report
from amity.contact_reports.letters.commands import submit_report
from amity.contact_reports.models import ContactReport, Edition
from amity.conversations.models import Note
from amity.conversations.notes.fields import PointFields
from amity.conversations.tests.making import HELD, make_note
from amity.gate.models import Item
from amity.people.models import Person
from tests.builders import MONDAY, acting, make_agreement
from tests.matrix.rights import AM, PM

if TYPE_CHECKING:
    from tests.matrix.scene import Scene

TEXT = (
    "Good call\nd Welsh is in the launch\na Send the page list\n? Six more stations\nd The app launches on 17 February"
)


def make_talk(
    account: Account, by: Person, contacts: Sequence[Contact] = (), *, held_at: datetime = HELD, **values: Any
) -> Note:  # fmt: skip
    """Record a note of a call with two decisions, an action of the author, and a request."""
    points = [
        PointFields("decision", "Welsh is in the launch", 2),
        PointFields("action", "Send the page list", 3, person_id=by.pk, due_on=(held_at + timedelta(days=4)).date()),
        PointFields("request", "Six more stations", 4, contacts[0].pk if contacts else None),
        PointFields("decision", "The app launches on 17 February", 5),
    ]
    return make_note(
        account, by, TEXT, points, kind="call", contact_ids=tuple(one.pk for one in contacts), held_at=held_at, **values
    )


def make_report(
    account: Account, by: Person, contacts: Sequence[Contact] = (), *, now: datetime = MONDAY, **values: Any
) -> ContactReport:
    """Draft the report of such a call."""
    note = make_talk(account, by, contacts, **values)
    return read(draft_report(by=acting(by), note_ids=[note.pk], now=now))


def submitted(report: ContactReport, by: Person, *, now: datetime = MONDAY) -> ContactReport:
    """Submit a report."""
    return submit_report(by=acting(by), report_id=report.pk, version=report.version, now=now)


def sent(report: ContactReport, by: Person, *, now: datetime = MONDAY) -> ContactReport:
    """Submit a report and tell that its email was accepted."""
    submitted(report, by, now=now)
    deliver(report, now)
    return read(report)


def deliver(report: ContactReport, now: datetime = MONDAY) -> None:
    """Tell that the emails of a report's current version were accepted."""
    editions = Edition.objects.filter(report=report).values("item")
    Item.objects.filter(pk__in=editions, sent_at=None).update(state="sent", sent_at=now, released_at=now)


def read(report: ContactReport) -> ContactReport:
    """Return the report as it is in the database."""
    found = queries.report_by_id(report.pk)
    assert found is not None
    return found


def edition_of(report: ContactReport) -> Edition:
    """Return the version of a report that is worked on, once it was submitted."""
    found = queries.current(report)
    assert found is not None
    return found


def with_silence(account: Account, value: str = "2", **values: Any) -> Agreement:
    """Create a signed master agreement with the term that makes silence count."""
    agreement = make_agreement(account, kind="msa", title="Master agreement", **values)
    AgreementTerm.objects.create(agreement=agreement, key="silence", value=value)
    return agreement


def scene_ids(viewers: Mapping[str, Person], known: Mapping[str, object]) -> dict[str, object]:
    """Add a draft, one that is at the gate, one that was sent, notes without a report, and an absence."""
    account, contact = Account.objects.get(pk=int(str(known["account_id"]))), Contact.objects.get(name="Cleo Client")
    by = viewers[AM]
    given: dict[str, Any] = {"project_id": known["project_id"]}
    draft = make_report(account, by, [contact], title="Report draft", **given)
    gone = make_report(account, by, [contact], title="Report sent", **given)
    sent(gone, by)
    correct(by=acting(by), report_id=gone.pk, contact_id=contact.pk, words="It was Thursday", now=MONDAY)
    other = make_report(account, by, [contact], title="Report confirmed", **given)
    sent(other, by)
    note = make_talk(account, by, [contact], title="Note without report", **given)
    unneeded = make_talk(account, by, [contact], title="Note that needs no report", **given)
    need_no_report(by=acting(by), note_id=unneeded.pk, because="Only small talk", now=MONDAY)
    away = AbsenceFields(contact.pk, MONDAY.date() + timedelta(days=30), MONDAY.date() + timedelta(days=34))
    absence = add_absence(by=acting(by), account_id=account.pk, fields=away, now=MONDAY)
    waiting = make_report(account, viewers[PM], [contact], title="Report waiting", **given)
    submitted(waiting, viewers[PM])
    points = list(draft.points.all())
    return {
        "contact_report_id": draft.pk, "corrected_report_id": gone.pk, "sent_report_id": other.pk,
        "report_point_id": points[0].pk, "report_note_id": note.pk, "no_report_note_id": unneeded.pk,
        "report_absence_id": absence.pk,
        "waiting_report_id": waiting.pk,
    }  # fmt: skip


def grow(scene: "Scene", rows: int) -> None:
    """Add so many contact reports, every other one sent, and as many talks without one."""
    account = Account.objects.get(pk=scene.known["account_id"])
    contact = Contact.objects.filter(account=account, is_active=True).exclude(mail="").first()
    assert contact is not None
    by = scene.viewers[AM]
    for number in range(rows):
        report = make_report(account, by, [contact], project_id=scene.known["project_id"])
        if number % 2:
            sent(report, by)
        make_talk(account, by, [contact], project_id=scene.known["project_id"])
