"""Both sides of the signature block: lines to sign on paper, or how the client signed in Amity."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.agency.queries import agency_name, agency_zone
from amity.agreements.signatures.models import ClientSignature
from amity.ui import formats

Side = list[Any]
"""A side's name, its signatory, and what is known of the signature as pairs. Without any there are lines to sign on."""


def sides(head: Mapping[str, Any], signature: ClientSignature | None) -> list[Side]:
    """Return the client's side and the agency's."""
    client, agency = head["account"] or _("The client"), agency_name() or _("The agency")
    if signature is None:
        return [[client, head["client_signer"], []], [agency, "", []]]
    moment = timezone.localtime(signature.signed_at, agency_zone())
    sent = signature.item.sent_at or signature.item.released_at or signature.signed_at
    signed = [
        [_("Signed by"), signature.name],
        [_("Date and time"), f"{formats.dated(moment.date())}, {moment:%H:%M %Z}"],
        [_("Email address"), signature.address],
    ]
    offered = [
        [_("Sent by"), signature.item.author.name],
        [_("Date"), formats.dated(timezone.localdate(sent, agency_zone()))],
    ]
    return [[client, "", signed], [agency, "", offered]]


def proof(signature: ClientSignature | None) -> str:
    """Return what the client's signature covers, for the foot of the document, or ""."""
    if signature is None:
        return ""
    return _(
        "Signed electronically with a code to this address. Checksum of the email and its files (SHA-256): %(hash)s"
    ) % {"hash": signature.digest}
