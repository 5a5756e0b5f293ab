"""Record that the client has an agreement, that both sides signed, and how it ends: who, when and the document."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Annotated, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.agreements import guards, policy, rules
from amity.agreements.contract import ends_on
from amity.agreements.documents.models import AgreementFile
from amity.agreements.lines.queries import lines_of, new_terms_by_line
from amity.agreements.models import Agreement
from amity.agreements.orders.commands import put_in_force
from amity.agreements.orders.queries import worth_until
from amity.agreements.steps.models import DECLINED, RETURNED, Recorded
from amity.agreements.transitions import freeze, move, newest, to_write
from amity.agreements.versions.content import FAR
from amity.agreements.versions.models import AgreementVersion
from amity.audit import trail
from amity.gate.models import Item
from amity.lines import commands as lines
from amity.lines import rules as line_rules
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.text.texts import one_line
from amity.shared.values import Text, tidied


@dataclass(frozen=True, slots=True)
class Evidence:
    """The date, the people at the client and the agency, how they heard or agreed, a note, and an attached file."""

    on: date
    client: Annotated[str, Text(200)] = ""
    agency: Annotated[str, Text(200)] = ""
    how: Annotated[str, Text(120)] = ""
    note: Annotated[str, Text(500, lines=True)] = ""
    file_id: int | None = None


@command
def record_with_client(*, by: Actor, agreement_id: int, version: int, evidence: Evidence, now: datetime) -> Agreement:
    """Record that the client received the cleared version."""
    agreement = to_write(by, agreement_id, version)
    if not evidence.client.strip():
        raise Invalid(_("Enter who at the client received it."), "client")
    mark_with_client(agreement, evidence, by, now)
    return agreement


def mark_with_client(
    agreement: Agreement, evidence: Evidence, by: Actor, now: datetime, *, outgoing: Item | None = None
) -> None:  # fmt: skip
    """Save that the client has the cleared version, with the email that brought it or evidence of another way."""
    before = move(agreement, rules.WITH_CLIENT)
    _record(agreement, "with_client", evidence, by, now, newest(agreement), outgoing)
    agreement.save()
    _tell("agreement.with_client", agreement, before, evidence, by, now)


@command
def record_signature(*, by: Actor, agreement_id: int, version: int, evidence: Evidence, now: datetime) -> Agreement:
    """Record that both sides signed: who, when, and the signed document. The content is fixed from then on.

    Its lines get signed terms in place of their offers. An agreement whose first date has come is in force at once. A
    change order adds its terms to the lines of its agreement. The record of an agreement made elsewhere is frozen
    unchanged.
    """
    agreement = to_write(by, agreement_id, version)
    take_signature(agreement, evidence, by=by, now=now)
    return agreement


def take_signature(
    agreement: Agreement, evidence: Evidence, *, by: Actor, now: datetime, follower: Actor | None = None,
    outgoing: Item | None = None, more: Mapping[str, Any] | None = None,
) -> None:  # fmt: skip
    """Save a signature that someone records, or that the client gives by the email `outgoing`.

    What follows at the agency is done by `follower`, since a client has no rights there. The audit log has `more`.
    """
    _check_signature(agreement, evidence, now)
    before = agreement.state
    if agreement.taken_over:
        _close_record(agreement, evidence, by, now)
    else:
        frozen = newest(agreement)
        move(agreement, rules.SIGNED)
        agreement.signed_on = evidence.on
        _record(agreement, "signed", evidence, by, now, frozen, outgoing)
        _sign_lines(agreement, follower or by, now)
        if agreement.kind == rules.CHANGE_ORDER:
            put_in_force(agreement, by=follower or by, now=now)
        if (agreement.starts_on or evidence.on) <= timezone.localdate(now):
            move(agreement, rules.IN_FORCE)
        agreement.save()
    action = "agreement.signed_by_client" if outgoing else "agreement.signed"
    _tell(action, agreement, before, evidence, by, now, **(more or {}))
    for follow in guards.on_signed:
        follow(agreement, follower or by, now)


def take_return(
    agreement: Agreement, evidence: Evidence, by: Actor, now: datetime, *, outgoing: Item, is_declined: bool
) -> None:  # fmt: skip
    """Save that the client asks for changes by the email `outgoing`, or declines. The agreement stays with them."""
    _record(agreement, DECLINED if is_declined else RETURNED, evidence, by, now, outgoing=outgoing)
    action = "agreement.declined_by_client" if is_declined else "agreement.changes_asked"
    trail.record(action, subject=agreement, by=by, at=now, changes=asdict(evidence))


@command
def terminate_agreement(*, by: Actor, agreement_id: int, version: int, evidence: Evidence, now: datetime) -> Agreement:
    """Record that a side ended the agreement early, and why."""
    agreement = to_write(by, agreement_id, version)
    if not evidence.note.strip():
        raise Invalid(_("Enter who ended it, and why."), "note")
    before = move(agreement, rules.TERMINATED)
    _record(agreement, "terminated", evidence, by, now)
    agreement.save()
    _tell("agreement.terminated", agreement, before, evidence, by, now)
    return agreement


@command
def supersede_agreement(
    *, by: Actor, agreement_id: int, version: int, successor_id: int, evidence: Evidence, now: datetime
) -> Agreement:
    """Record that another signed agreement of the account replaces it."""
    agreement = to_write(by, agreement_id, version)
    successor = Agreement.objects.filter(pk=successor_id, account=agreement.account_id, kind=agreement.kind).first()
    if successor is None or successor.pk == agreement.pk or successor.state not in rules.BINDING:
        raise Invalid(_("Choose a signed agreement of the same kind and account."), "successor_id")
    before = move(agreement, rules.SUPERSEDED)
    agreement.superseded_by = successor
    _record(agreement, "superseded", evidence, by, now)
    agreement.save()
    _tell("agreement.superseded", agreement, before, evidence, by, now)
    return agreement


@dataclass(frozen=True, slots=True)
class Renewed:
    """The new end date, and the next renewal and notice dates. None means there is none."""

    until: date | None = None
    renews_on: date | None = None
    notice_on: date | None = None


@command
def renew_agreement(
    *, by: Actor, agreement_id: int, version: int, renewed: Renewed, evidence: Evidence, now: datetime
) -> Agreement:
    """Record a renewal under the agreement's renewal clause: its new end and next dates. The signed text stays."""
    agreement = to_write(by, agreement_id, version)
    policy.may_renew(agreement).or_refuse()
    _check_renewal(agreement, renewed, evidence)
    before = Renewed(ends_on(agreement), agreement.renews_on, agreement.notice_on)
    agreement.price_change += worth_until(agreement, renewed.until)
    agreement.ends_changed = renewed.until or agreement.ends_changed
    agreement.renews_on, agreement.notice_on = renewed.renews_on, renewed.notice_on
    _record(agreement, "renewed", evidence, by, now)
    agreement.save()
    changes = {"before": asdict(before), "after": asdict(renewed), **asdict(evidence)}
    trail.record("agreement.renewed", subject=agreement, by=by, at=now, changes=changes)
    return agreement


@command
def record_order_number(*, by: Actor, agreement_id: int, version: int, order_number: str, now: datetime) -> Agreement:
    """Record the client's PO number of a signed agreement, which often comes after the signature, or remove it.

    The signed version stays as it was.
    """
    agreement = to_write(by, agreement_id, version)
    policy.may_record_order_number(agreement).or_refuse()
    before, agreement.order_number = agreement.order_number, one_line(order_number, 60, "order_number")
    agreement.save()
    changes = {"before": {"order_number": before}, "after": {"order_number": agreement.order_number}}
    trail.record("agreement.order_number_recorded", subject=agreement, by=by, at=now, changes=changes)
    return agreement


def _check_renewal(agreement: Agreement, renewed: Renewed, evidence: Evidence) -> None:
    pairs = ((renewed.until, ends_on(agreement)), (renewed.renews_on, agreement.renews_on))
    if not any(day is not None and (stood is None or day > stood) for day, stood in pairs):
        raise Invalid(_("Enter a later end date or renewal date."), "until")
    last = min((day for day in (renewed.until, renewed.renews_on) if day), default=None)
    if renewed.notice_on is not None and last is not None and renewed.notice_on > last:
        raise Invalid(_("The notice date can’t be after the end or renewal date."), "notice_on")
    if agreement.renewal == rules.BY_WORD and not evidence.client.strip():
        raise Invalid(_("Enter who at the client agreed to it."), "client")


def _check_signature(agreement: Agreement, evidence: Evidence, now: datetime) -> None:
    if agreement.taken_over:
        if agreement.state not in rules.BINDING:
            policy.may_move(agreement, rules.SIGNED).or_refuse()
    else:
        policy.may_move(agreement, rules.SIGNED).or_refuse()
    if evidence.on > timezone.localdate(now):
        raise Invalid(_("The date can’t be in the future."), "on")
    for field, name in (("client", evidence.client), ("agency", evidence.agency)):
        if not name.strip():
            raise Invalid(_("Enter who signed on each side."), field)
    parent = agreement.parent
    if agreement.kind == rules.CHANGE_ORDER and (parent is None or parent.state not in rules.BINDING):
        raise Refused(_("The agreement it changes is not signed yet."))


def _close_record(agreement: Agreement, evidence: Evidence, by: Actor, now: datetime) -> None:
    """Freeze the record of an agreement made elsewhere, now that its document is here.

    It can't be corrected any more.
    """
    agreement.taken_over = False
    agreement.signed_on = agreement.signed_on or evidence.on
    agreement.save()
    _record(agreement, "signed", evidence, by, now, freeze(agreement, by, now))


def _sign_lines(agreement: Agreement, by: Actor, now: datetime) -> None:
    """Add signed terms to each line in place of its newest offer. A line without terms still has none."""
    newest = {placed.line.pk: placed.terms.current for placed in lines_of(agreement, FAR)}
    offers = [row for row in newest.values() if row is not None and row.signed_on is None]
    offered = new_terms_by_line(offers)
    for offer in offers:
        signed = replace(
            offered[offer.line_id],
            source=line_rules.AGREEMENT,
            source_label=str(agreement)[:200],
            signed_on=agreement.signed_on,
            valid_from=agreement.starts_on or agreement.signed_on or timezone.localdate(now),
            currency=agreement.currency,
            replaces_id=offer.pk,
        )
        lines.set_terms(by=by, line_id=offer.line_id, terms=signed, now=now)


def _record(
    agreement: Agreement, step: str, evidence: Evidence, by: Actor, now: datetime,
    version: AgreementVersion | None = None, outgoing: Item | None = None,
) -> Recorded:  # fmt: skip
    evidence, attached = tidied(evidence), None
    if evidence.file_id is not None:
        attached = AgreementFile.objects.filter(agreement=agreement, file_id=evidence.file_id).first()
        if attached is None:
            raise Invalid(_("Add the file to this agreement first."), "file")
    return Recorded.objects.create(
        agreement=agreement,
        version=version,
        step=step,
        happened_on=evidence.on,
        client=evidence.client,
        agency=evidence.agency,
        how=evidence.how,
        note=evidence.note,
        file_id=attached.file_id if attached else None,
        outgoing=outgoing,
        recorded_by=by.label,
        recorded_at=now,
    )


def _tell(
    action: str, agreement: Agreement, before: str, evidence: Evidence, by: Actor, now: datetime, **more: Any
) -> None:  # fmt: skip
    changes = {"before": before, "after": agreement.state, **asdict(evidence), **more}
    trail.record(action, subject=agreement, by=by, at=now, changes=changes)
