"""Prepare a report: what would be sent now, and from when it would be the working basis."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from amity.accounts.contacts.languages import language_for
from amity.agency.queries import agency_day
from amity.contact_reports import queries
from amity.contact_reports.client_days.queries import client_counts, client_zone
from amity.contact_reports.clocks.rules import basis_from
from amity.contact_reports.letters.changes import Change, changes_between
from amity.contact_reports.letters.readers import gets_it
from amity.contact_reports.letters.silence import Silence, silence_for
from amity.contact_reports.letters.text import Letter, letter, line_of
from amity.contact_reports.models import ContactReport, Edition
from amity.gate import policy as gate
from amity.gate import rules as kinds
from amity.gate.items import clocks
from amity.gate.lanes import rules as lanes
from amity.gate.lanes.queries import lane_by
from amity.gate.lanes.rules import Chosen
from amity.gate.models import Item
from amity.people.models import Person
from amity.ui.reader_format import in_language


@dataclass(frozen=True, slots=True)
class Prepared:
    """A letter with the silence term, the moment its text names, the lane, and the content it was made from."""

    letter: Letter
    silence: Silence | None
    basis: datetime | None
    lane: Chosen
    content: dict[str, Any]


def prepare(report: ContactReport, author: Person, now: datetime) -> Prepared:
    """Return what would be sent if the author submitted the report now."""
    silence = silence_for(report.account, report.project)
    first = _written(report, silence, None, now)
    chosen = lane_for(report, author, first)
    basis = None
    if silence is not None:
        counts, zone = client_counts(report.account, report.addressee), client_zone(report.account_id)
        leaves_on = timezone.localdate(_leaves_at(report, author, chosen, now), zone)
        basis = basis_from(leaves_on, silence.days, counts, zone)
    made = _written(report, silence, basis, now)
    return Prepared(made, silence if basis else None, basis, chosen, _content(report))


def lane_for(report: ContactReport, author: Person, made: Letter) -> Chosen:
    """Return the lane of a report by its author, its text and who gets it."""
    people = [one.contact for one in report.participants.all() if one.contact is not None and gets_it(one.contact)]
    return lane_by(
        report.account, kinds.CONTACT_REPORT, gate.author_role(author, report.account),
        text=f"{made.subject}\n{made.body}", roles=[contact.roles for contact in people],
    )  # fmt: skip


def _leaves_at(report: ContactReport, author: Person, chosen: Chosen, now: datetime) -> datetime:
    """Return the latest moment at which the report leaves if nobody is late: its text names no moment too early."""
    clearer = gate.clearer_of(_draft(report, author, chosen, now))
    alone = clearer is not None and clearer.pk == author.pk and chosen.lane != lanes.FOUR_EYES
    if alone or chosen.lane in (lanes.WATCH, lanes.ADVISE):
        return now
    if chosen.lane == lanes.UNLESS_STOPPED:
        return clocks.goes_by_itself(now, None)
    return clocks.to_be_cleared(now, None)


def _draft(report: ContactReport, author: Person, chosen: Chosen, now: datetime) -> Item:
    """Return an item that is never saved, to ask who clears it."""
    return Item(account=report.account, author=author, lane=chosen.lane, changed_at=now)


def _written(report: ContactReport, silence: Silence | None, basis: datetime | None, now: datetime) -> Letter:
    with in_language(language_for(report.addressee)):
        return letter(report, queries.lettered(report), silence, basis, _changes(report), agency_day(now))


def _changes(report: ContactReport) -> list[Change]:
    sent = queries.last_sent(report)
    if sent is None or sent.number == report.edition:
        return []
    return changes_between(sent.content.get("points", []), _content(report)["points"])


def is_unchanged(report: ContactReport) -> bool:
    """Return whether a new version would have the same title and points as the one the client has."""
    sent = queries.last_sent(report)
    if sent is None or sent.number == report.edition:
        return False
    return sent.content.get("title") == report.title and not _changes(report)


def _content(report: ContactReport) -> dict[str, Any]:
    """Return what a version was made from. People are ids, so that erasing one leaves no name."""
    with in_language(language_for(report.addressee)):
        points = [{"id": one.pk, "line": line_of(one)} for one in queries.points_shown(report)]
    return {"points": points, "addressee_id": report.addressee_id, "title": report.title}


def changes_of(edition: Edition, before: Edition | None) -> list[Change]:
    """Return what a version changed against the one before."""
    if before is None:
        return []
    return changes_between(before.content.get("points", []), edition.content.get("points", []))
