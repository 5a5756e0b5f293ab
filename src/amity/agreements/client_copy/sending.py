"""Send an agreement or a change order to the client for signature, as an item of the gate."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Final

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.contacts.languages import language_for
from amity.agency.editions.keeping import kept_for_each
from amity.agreements import places, policy, rules
from amity.agreements.client_copy.figures import prices_of
from amity.agreements.client_copy.letter import paragraphs
from amity.agreements.client_copy.readers import readers_of
from amity.agreements.lines.queries import line_titles_of
from amity.agreements.models import Agreement
from amity.agreements.orders.models import LineChange
from amity.agreements.queries import agreement_seen_by
from amity.agreements.steps.commands import Evidence, mark_with_client
from amity.agreements.transitions import newest
from amity.agreements.versions import rules as versions
from amity.agreements.versions.content import content_of
from amity.agreements.versions.models import AgreementVersion
from amity.agreements.versions.newest import with_verdict
from amity.gate import policy as gate_policy
from amity.gate import rules as gate
from amity.gate.models import Item, Recipient
from amity.gate.subjects import registry
from amity.gate.subjects.letters import letter
from amity.gate.subjects.registry import Enclosure, Prepared, Sender
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.caches.reading import once_a_page
from amity.shared.money import Money
from amity.shared.permission import Answer, no
from amity.shared.rows.lookup import only_row
from amity.shared.text import phrases
from amity.ui.reader_format import in_language

AGREEMENT: Final = "agreement"
"""The key of what is sent here."""
SENT_IN: Final = (rules.CLEARED, rules.WITH_CLIENT)
"""Statuses in which an agreement can be sent: every review has cleared it, and no one has signed it."""


def register() -> None:
    """Register agreements among what is sent to clients."""
    registry.register(
        Sender(
            key=AGREEMENT, changed=lazy("The agreement changed since this was written"), prepare=_prepare,
            versions=versions_now, sent=_sent, address=_address, line_ids=_line_ids,
            amounts=_amounts,
        )
    )  # fmt: skip


def may_send(person: Person, agreement: Agreement) -> Answer:
    """Return whether a person can send an agreement: who can edit it and write to the client, once it is cleared."""
    if agreement.taken_over or agreement.state not in SENT_IN:
        return no(_("Only an agreement that is cleared and not signed can be sent to the client."))
    if agreement.account is None:
        return no(_("This agreement has no account, so no client can get it."))
    return policy.may_write(person, agreement) and gate_policy.may_write(person, agreement.account)


def _prepare(by: Actor, agreement_id: int) -> Prepared:
    agreement = agreement_seen_by(by, agreement_id)
    may_send(person_of(by), agreement).or_refuse()
    account, frozen = policy.client_of(agreement), newest(agreement)
    contacts = readers_of(agreement, account)
    first = next(iter(contacts), None)
    with in_language(language_for(first)):
        body = letter(first, paragraphs(agreement), person_of(by).name)
        subject = _("For your signature: %(title)s") % {"title": agreement.title or agreement}
    return Prepared(
        key=AGREEMENT, id=agreement.pk, account=account, kind=kind_of(agreement), version=_version_of(agreement),
        title=_("Send to client: %(title)s") % {"title": agreement}, back=_address(agreement.pk),
        subject=subject[: gate.SUBJECT_MOST], body=body[: gate.BODY_MOST],
        contact_ids=tuple(one.pk for one in contacts), files=_documents(agreement, frozen),
    )  # fmt: skip


def kind_of(agreement: Agreement) -> str:
    """Return the kind of the item about an agreement. Both need a signature."""
    return gate.CHANGE_ORDER if agreement.kind == rules.CHANGE_ORDER else gate.AGREEMENT


def _documents(agreement: Agreement, frozen: AgreementVersion) -> Sequence[Enclosure]:
    """Return the document of the cleared version, as the part that prints agreements makes it."""
    name = f"{agreement}.pdf".replace("/", "-")
    return [Enclosure(name, partial(_printed, printer, agreement, frozen)) for printer in places.printers]


def _printed(printer: places.Printer, agreement: Agreement, frozen: AgreementVersion) -> list[bytes]:
    return [printer(agreement, frozen)]


def _version_of(agreement: Agreement) -> str:
    """Return what `version_now` does, of an agreement that the page has read."""
    once_a_page(_sent_key([agreement.pk]), lambda: {agreement.pk: agreement})
    return version_now(agreement.pk)


def version_now(agreement_id: int) -> str:
    """Return a digest of an agreement's content, or "" if it can't be sent any more."""
    return versions_now([agreement_id]).get(agreement_id, "")


def versions_now(agreement_ids: Collection[int]) -> Mapping[int, str]:
    """Return a digest of each agreement's content, without those that can't be sent any more."""
    rows = agreements_by_id(agreement_ids)
    sent = [pk for pk, one in rows.items() if one.state in SENT_IN and not one.taken_over]
    return kept_for_each(
        "digests of agreements", sent, lambda ids: {pk: versions.sha256(content_of(rows[pk]))[:40] for pk in ids}
    )


def agreements_by_id(agreement_ids: Collection[int]) -> Mapping[int, Agreement]:
    """Return agreements with their account, their parent and legal's verdict. A page reads them once for all checks."""
    rows = with_verdict(Agreement.objects.select_related("account", "parent"))
    return once_a_page(_sent_key(agreement_ids), lambda: rows.in_bulk(agreement_ids))


def _sent_key(agreement_ids: Collection[int]) -> tuple[str, frozenset[int]]:
    return "agreements sent", frozenset(agreement_ids)


def offered_to(account_ids: Collection[int]) -> Sequence[Agreement]:
    """Return the quotes that are with the clients of accounts, and all their change orders that aren't signed.

    Their parents are read along. A page reads them once for all checks.
    """
    is_quote = Q(kind__in=rules.WITH_LINES, state=rules.WITH_CLIENT)
    is_order = Q(kind=rules.CHANGE_ORDER, state__in=rules.OFFERED)
    rows = Agreement.objects.filter(is_quote | is_order, account__in=account_ids).select_related("parent")
    return once_a_page(("agreements offered", frozenset(account_ids)), lambda: list(rows.order_by("pk")))


def _sent(item: Item, recipient: Recipient, by: Actor, now: datetime) -> None:
    """Record that the client has the agreement. Another email about it changes nothing."""
    agreement = only_row(Agreement.objects.select_for_update(of=("self",)).filter(pk=item.subject_id or 0))
    if agreement is None or agreement.state != rules.CLEARED:
        return
    evidence = Evidence(timezone.localdate(now), recipient.name, item.author.name, phrases.EMAIL)
    agreement.version += 1
    mark_with_client(agreement, evidence, by, now, outgoing=item)


def _line_ids(agreement_ids: Collection[int]) -> Mapping[int, Sequence[int]]:
    """Return the lines of each agreement, or those that a change order changes."""
    agreements = agreements_by_id(agreement_ids).values()
    found = line_titles_of([one.pk for one in agreements if one.kind != rules.CHANGE_ORDER])
    orders = {one.pk: list[int]() for one in agreements if one.kind == rules.CHANGE_ORDER}
    changed = LineChange.objects.filter(order__in=orders).exclude(line=None) if orders else LineChange.objects.none()
    for pk, line_id in changed.values_list("order_id", "line_id"):
        orders[pk].append(line_id or 0)
    return {**{pk: list(titles) for pk, titles in found.items()}, **orders}


def _amounts(agreement_id: int) -> list[Money]:
    """Return what the client agrees to pay by signing, whichever way it changes."""
    agreement = only_row(Agreement.objects.select_related("parent").filter(pk=agreement_id))
    return [Money(abs(one.minor), one.currency) for one in prices_of(agreement)] if agreement else []


def _address(agreement_id: int) -> str:
    return reverse("agreements:agreement", args=[agreement_id])
