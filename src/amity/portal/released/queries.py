"""The released items that contacts see, with their files. Every page for clients reads what it shows from here."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from amity.agreements.signatures import queries as signatures
from amity.contact_reports.corrections.client_answers import REPORT
from amity.files.models import StoredFile
from amity.gate.models import Item, ItemFile, Recipient
from amity.portal.access.queries import access_of
from amity.portal.released import rules
from amity.shared.errors import NotSeen
from amity.shared.rows.lookup import seen_or_missing

if TYPE_CHECKING:
    from amity.accounts.models import Contact

Items = QuerySet[Item]


def released_to(contacts: "Sequence[Contact]") -> Items:
    """Return what was released to contacts, and what their rights show them of their colleagues', newest first.

    Nothing about a contact report is shown to a colleague of its recipients, not even its reminder.
    """
    sent = Recipient.objects.filter(item=OuterRef("pk"), contact__in=[one.pk for one in contacts])
    seen = Q(Exists(sent))
    access = access_of(contacts)
    for contact in contacts:
        kinds = rules.kinds_of_colleagues(access[contact.pk])
        if kinds:
            seen |= Q(account=contact.account_id, kind__in=kinds) & ~Q(subject_kind=REPORT)
    rows = Item.objects.filter(seen, state__in=rules.RELEASED, released_at__isnull=False)
    files = Prefetch("files", ItemFile.objects.select_related("file").order_by("pk"))
    return rows.select_related("account", "author").prefetch_related(files).order_by("-released_at", "-pk")


def released_item(contacts: "Sequence[Contact]", item_id: int) -> Item:
    """Return one released item, or raise `NotSeen`."""
    return seen_or_missing(released_to(contacts), item_id, _("Page not found."))


def signed_document(contacts: "Sequence[Contact]", item_id: int) -> bytes:
    """Return the PDF of what was signed in answer to a released item, or raise `NotSeen`."""
    item = released_item(contacts, item_id)
    signature = signatures.signature_by(item.pk)
    document = signatures.signed_document(signature) if signature is not None else None
    if document is None:
        raise NotSeen(_("Page not found."))
    return document


def released_file(contacts: "Sequence[Contact]", item_id: int, file_id: int) -> StoredFile:
    """Return a file of a released item, or raise `NotSeen`."""
    item = released_item(contacts, item_id)
    for attached in item.files.all():
        if attached.file_id == file_id:
            return attached.file
    return seen_or_missing(StoredFile.objects.none(), file_id, _("Page not found."))
