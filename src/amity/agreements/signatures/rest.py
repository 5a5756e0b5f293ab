"""REST operation for the signature of a client."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Path

from amity.agreements.router import router
from amity.agreements.signatures.queries import signature_seen_by
from amity.api.auth import asker
from amity.api.operations import reads
from amity.api.shapes import Answered, Id


class ClientSignatureShape(Answered):
    """How the client signed: the typed name, the address that got the code, and what was signed.

    `digest` covers the text and files of the email, `sha256` is the checksum of the version.
    """

    agreement_id: Id
    contact_id: Id
    item_id: Id
    name: str
    address: str
    digest: str
    version_number: int
    sha256: str
    signed_at: datetime


@reads(router, "/agreements/{int:agreement_id}/signature", ClientSignatureShape)
def read_client_signature(request: HttpRequest, agreement_id: Path[Id]) -> dict[str, Any]:
    """Return how the client signed an agreement in Amity. 404 where it was signed elsewhere."""
    found = signature_seen_by(asker(request), agreement_id)
    return ClientSignatureShape.of(found, version_number=found.version.number, sha256=found.version.sha256)
