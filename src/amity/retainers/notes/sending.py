"""Send the note about a period to the client, as an item of the gate."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.contacts.languages import language_for
from amity.agreements.models import Agreement
from amity.audit import trail
from amity.gate import policy as gate_policy
from amity.gate import rules as gate
from amity.gate.items.rules import sha256
from amity.gate.models import Item, Recipient
from amity.gate.subjects import registry
from amity.gate.subjects.letters import likely_reader
from amity.gate.subjects.registry import Enclosure, Prepared, Recorded, Sender, Stop
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.projects.standstill import stop_of
from amity.retainers import places, policy, wording
from amity.retainers.models import SentNote
from amity.retainers.notes.draft import addressee, draft, overdrawn_before
from amity.retainers.notes.rules import note_id, note_of
from amity.retainers.page import NoPeriods, RetainerPage, retainer_page
from amity.retainers.periods.ledger_to_date import ledger_to_date, ledgers_to_date
from amity.retainers.periods.rules import Period
from amity.retainers.queries import projects_of_each
from amity.shared.actor import Actor
from amity.shared.caches.reading import once_a_page
from amity.shared.errors import NotSeen, Refused
from amity.shared.permission import Answer, no
from amity.shared.rows.lookup import only_row
from amity.ui.reader_format import in_language

NOTE: Final = "retainer-note"
"""The key of what is sent here. Its id names an agreement and a period, see `note_id`."""


def register() -> None:
    """Register notes on retainers among what is sent to clients."""
    registry.register(
        Sender(
            key=NOTE, changed=lazy("What the client has in this period changed since this was written"),
            prepare=_prepare, versions=_versions, stops=_stops, sent=_sent, address=_address,
            has_price=_has_price, series=_series, recorded=_recorded,
        )
    )  # fmt: skip


def may_send(by: Actor, agreement: Agreement) -> Answer:
    """Return whether the actor can send a note: who can record one as sent, and can write to the client."""
    if agreement.account is None:
        return no(_("This retainer has no account, so no client can get a note."))
    return policy.may_send_note(by, agreement) and gate_policy.may_write(person_of(by), agreement.account)


def _prepare(by: Actor, subject_id: int) -> Prepared:
    agreement_id, first = note_of(subject_id)
    if first is None:
        raise NotSeen(_("Choose the first day of a period."))
    page = retainer_page(by, agreement_id, first.isoformat(), timezone.localdate())
    may_send(by, page.agreement).or_refuse()
    if isinstance(page, NoPeriods) or page.period.span.first != first or page.agreement.account is None:
        raise NotSeen(_("Choose the first day of a period."))
    contact = likely_reader(page.agreement.account, chosen=addressee(page))
    language = language_for(contact)
    with in_language(language):
        subject = _("Your retainer in %(period)s") % {"period": wording.named(page.period.span)}
    enclosed = [one for about in _enclosed(by, page) for one in _statements(about, language)]
    return Prepared(
        key=NOTE, id=subject_id, account=page.agreement.account, kind=gate.STATEMENT, version=_figures(page.period),
        title=_("Note on %(agreement)s") % {"agreement": page.agreement.title}, back=_address(subject_id),
        subject=subject, body=draft(page, contact, person_of(by).name), contact_ids=(contact.pk,) if contact else (),
        files=enclosed, has_price=_has_price(subject_id, page.agreement),
    )  # fmt: skip


def _enclosed(by: Actor, page: RetainerPage) -> list[RetainerPage]:
    """Return the periods whose statements go with the note: its own, and before it one whose overage it names."""
    before = overdrawn_before(page)
    if before is None:
        return [page]
    earlier = retainer_page(by, page.agreement.pk, before.span.first.isoformat(), timezone.localdate())
    return [page] if isinstance(earlier, NoPeriods) else [earlier, page]


def _statements(page: RetainerPage, language: str) -> list[Enclosure]:
    """Return the statement of the period as PDF, in the language of its reader."""
    with in_language(language):
        name = f"{page.agreement.account}, {wording.named_with_year(page.period.span)}.pdf".replace("/", "-")
    return [Enclosure(name, partial(_printed, printer, page, language)) for printer in places.printers]


def _printed(printer: Callable[[RetainerPage], bytes], page: RetainerPage, language: str) -> list[bytes]:
    with in_language(language):
        return [printer(page)]


def _has_price(subject_id: int, read: Agreement | None = None) -> bool:
    """Return whether the statement shows an amount: the fee, a budget in money, or the price of overage."""
    agreement_id, first = note_of(subject_id)
    agreement = _agreements([agreement_id], read).get(agreement_id)
    if agreement is None or first is None or not places.printers:
        return False
    periods = ledger_to_date(agreement, max(timezone.localdate(), first)).periods
    period = next((one for one in periods if one.span.first == first), None)
    shown = period is not None and (period.terms.fee is not None or period.terms.kind == "value" or period.row.over > 0)
    return agreement.fee is not None or shown


def _agreements(agreement_ids: Collection[int], shown: Agreement | None = None) -> Mapping[int, Agreement]:
    """Return agreements by id. A page reads them once, and not the one that it has `shown`."""

    def read() -> dict[int, Agreement]:
        return {shown.pk: shown} if shown is not None else Agreement.objects.in_bulk(agreement_ids)

    return once_a_page(("agreements noted", frozenset(agreement_ids)), read)


def _figures(period: Period) -> str:
    """Return a digest of what the client was promised in a period: hours worked while it is open aren't part of it."""
    row, terms = period.row, period.terms
    used = () if period.open else (row.used, period.billed, period.given, period.price)
    return sha256(repr((row.there, terms.rate, terms.tier_above, terms.rate_above, period.open, used)))[:40]


def _versions(subject_ids: Collection[int]) -> Mapping[int, str]:
    """Return a digest of the figures of each period that is still there, read at once for all that have begun."""
    today = timezone.localdate()
    periods = {one: note_of(one) for one in subject_ids}
    agreements = _agreements({agreement_id for agreement_id, _first in periods.values()})
    read: defaultdict[date, list[tuple[int, int, date]]] = defaultdict(list)
    for subject_id, (agreement_id, first) in periods.items():
        if first is not None and agreement_id in agreements:
            read[max(today, first)].append((subject_id, agreement_id, first))
    found = {}
    for as_of, notes in read.items():
        listed = [agreements[one] for one in sorted({one for _id, one, _first in notes})]
        ledgers = ledgers_to_date(listed, as_of, today=today)
        for subject_id, agreement_id, first in notes:
            period = next((one for one in ledgers[agreement_id].periods if one.span.first == first), None)
            if period is not None:
                found[subject_id] = _figures(period)
    return found


def _stops(subject_ids: Collection[int]) -> Mapping[int, Stop]:
    """Return what speaks against each note: its agreement was terminated, or no project of the retainer runs."""
    agreements = {one: note_of(one)[0] for one in subject_ids}
    known = _agreements(set(agreements.values()))
    stops = {pk: _stop_of(known[pk].state, projects) for pk, projects in projects_of_each(list(known)).items()}
    return {one: stop for one, agreement in agreements.items() if (stop := stops.get(agreement)) is not None}


def _stop_of(state: str, projects: Sequence[Project]) -> Stop | None:
    """Return what speaks against notes on an agreement, None where one of its projects runs."""
    stops = [stop_of(one.status, state) for one in projects] or [stop_of("", state)]
    return None if None in stops else stops[-1]


def _sent(item: Item, recipient: Recipient, by: Actor, now: datetime) -> None:
    """Record the note as sent to a recipient, with the text that left. Once for each email and recipient."""
    agreement_id, first = note_of(item.subject_id or 0)
    agreement = only_row(Agreement.objects.select_for_update(of=("self",)).filter(pk=agreement_id))
    if agreement is None or first is None:
        raise Refused(_("This retainer was deleted."))
    if SentNote.objects.filter(outgoing=item, contact=recipient.contact_id).exists():
        return
    row = SentNote(
        agreement=agreement, period=first, contact_id=recipient.contact_id, text=item.body, sent_by_id=item.author_id,
        sent_at=now, outgoing=item,
    )  # fmt: skip
    row.save(force_insert=True)
    changes = {"note_id": row.pk, "period": first, "contact_id": row.contact_id, "text": row.text}
    trail.record("retainer.note_sent", subject=agreement, by=by, at=now, changes=changes, money=("text",))


def _recorded(subject_ids: Collection[int], since: datetime) -> Mapping[int, Recorded]:
    """Return the newest note on each retainer that was recorded as sent from someone's own mailbox since a moment."""
    agreements = {one: note_of(one)[0] for one in subject_ids}
    rows = SentNote.objects.filter(agreement__in=set(agreements.values()), outgoing=None, sent_at__gte=since)
    newest = {row.agreement_id: row for row in rows.select_related("contact").order_by("sent_at", "pk")}
    return {one: _recorded_by(newest[agreement]) for one, agreement in agreements.items() if agreement in newest}


def _recorded_by(row: SentNote) -> Recorded:
    who = row.contact.name if row.contact else _("the client")
    return Recorded(who, row.sent_at, _address(note_id(row.agreement_id, row.period)))


def _series(subject_id: int) -> int:
    """Return the retainer, whose notes on several periods are one series."""
    return note_of(subject_id)[0]


def _address(subject_id: int) -> str:
    agreement_id, first = note_of(subject_id)
    query = f"?period={first.isoformat()}" if first else ""
    return reverse("retainers:retainer", args=[agreement_id]) + f"{query}#note"
