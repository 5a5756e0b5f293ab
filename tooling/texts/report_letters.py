"""Contact reports as a client gets them: a first version, its reminder, a corrected version, and the PDF."""

from collections.abc import Iterator
from typing import Final

from amity.accounts.contacts.languages import language_for
from amity.accounts.models import Contact
from amity.contact_reports import queries, rules
from amity.contact_reports.clocks.commands import follow_clock
from amity.contact_reports.clocks.reading import clock_of
from amity.contact_reports.corrections.commands import correct
from amity.contact_reports.drafts.commands import draft_report
from amity.contact_reports.letters.commands import submit_report
from amity.contact_reports.models import ContactReport, Edition, ReportTalk
from amity.contact_reports.page import context
from amity.contact_reports.points.commands import drop_point
from amity.conversations.models import Note
from amity.gate.models import Item
from amity.gate.releases.commands import release
from amity.outbox.commands import settle
from amity.outbox.models import Message
from amity.shared.actor import Actor
from tooling.texts.documents import pdf
from tooling.texts.rendered import Text
from tooling.texts.sent_items import item_text
from tooling.texts.stage import NOW, Stage, undone

ACCOUNT, MANAGER = "Osprey Rail", "Nadia Ferrer"
NAME: Final = "contact_reports:report_file"


def report_letters(stage: Stage) -> Iterator[Text]:
    """Yield the reports of an account whose agreement lets silence settle them, and of one whose doesn't."""
    with undone():
        by = stage.acting(MANAGER)
        report = _drafted(by)
        yield _letter(by, report, "draft")
        yield Text("PDF", NAME, _reader(report), _language(report), pdf(stage, MANAGER, NAME, report.pk))
        submit_report(by=by, report_id=report.pk, version=report.version, now=NOW)
        sent = _edition(report)
        yield _item(sent.item, report.addressee, "first version")
        _deliver(sent.item)
        yield _item(_reminded(report), report.addressee, "reminder")
        yield _letter(by, _corrected(by, report), "corrected version")
    for report in _others():
        yield _letter(by, report, "no silence agreed")


def _drafted(by: Actor) -> ContactReport:
    """Draft the report of the account's newest talk that has none."""
    talks = Note.objects.filter(account__name=ACCOUNT, held_at__lt=NOW).exclude(
        pk__in=ReportTalk.objects.values("note")
    )
    report = draft_report(by=by, note_ids=[talks.latest("held_at").pk], now=NOW)
    return _read(report)


def _others() -> list[ContactReport]:
    """Return the newest draft of another account."""
    drafts = ContactReport.objects.exclude(account__name=ACCOUNT).order_by("-pk")
    return [one for one in map(_read, drafts) if queries.state_of(one) == rules.DRAFT][:1]


def _deliver(item: Item | None) -> None:
    """Release an email, and tell that the email server accepted it."""
    assert item is not None  # noqa: S101 - the report was submitted
    release(item_id=item.pk, now=NOW)
    for message in Message.objects.filter(release_id=item.pk):
        message.claimed_at, message.reply = NOW, "250 2.0.0 accepted"
        settle(message, was_sent=True, now=NOW)


def _reminded(report: ContactReport) -> Item | None:
    """Let the time pass until the reminder of a report goes, and return its email."""
    clock = clock_of(_read(report), _edition(report))
    assert clock is not None  # noqa: S101 - the account's agreement lets silence settle a report
    follow_clock(report_id=report.pk, now=clock.reminder)
    return _edition(report).reminder


def _corrected(by: Actor, report: ContactReport) -> ContactReport:
    """Take a correction by the client, and leave a point out."""
    assert report.addressee is not None  # noqa: S101 - the report was sent
    correct(by=by, report_id=report.pk, contact_id=report.addressee.pk, words="We never agreed to that.", now=NOW)
    drop_point(by=by, report_id=report.pk, point_id=queries.points_shown(_read(report))[0].pk, now=NOW)
    return _read(report)


def _letter(by: Actor, report: ContactReport, kind: str) -> Text:
    """Return the text of a report that wasn't submitted, as its page shows it."""
    shown = context(by, report, NOW)
    kind = f"contact report, {kind}"
    return item_text(kind, report.addressee, report.account, shown["letter"].subject, (shown["letter_text"],))


def _item(item: Item | None, contact: Contact | None, kind: str) -> Text:
    assert item is not None  # noqa: S101 - it was submitted
    return item_text(f"contact report, {kind}", contact, item.account, item.subject, (item.body, item.closing))


def _read(report: ContactReport) -> ContactReport:
    found = queries.report_by_id(report.pk)
    assert found is not None  # noqa: S101 - it was just found or drafted
    return found


def _edition(report: ContactReport) -> Edition:
    found = queries.current(_read(report))
    assert found is not None  # noqa: S101 - the report was submitted
    return found


def _reader(report: ContactReport) -> str:
    return f"{report.addressee or 'the client'}, {report.account}"


def _language(report: ContactReport) -> str:
    return language_for(report.addressee) or "en"
