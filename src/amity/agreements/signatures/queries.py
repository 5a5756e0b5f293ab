"""The signature of an agreement, and whether the client asked to hold on after it."""

from collections.abc import Callable
from typing import Final

from django.utils.translation import gettext as _

from amity.agreements import places, rules
from amity.agreements.models import Agreement
from amity.agreements.queries import agreement_seen_by
from amity.agreements.signatures.models import ClientSignature
from amity.agreements.versions.models import AgreementVersion
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen

holds: Final[list[Callable[[Agreement], str]]] = []
"""Hook: the part that takes answers returns why an agreement is on hold, or ""."""


def signature_of(agreement: Agreement) -> ClientSignature | None:
    """Return how the client signed an agreement in Amity, or None."""
    if agreement.state not in rules.BINDING:
        return None
    return ClientSignature.objects.filter(agreement=agreement).select_related("version", "contact").first()


def signature_on(agreement: Agreement, version: AgreementVersion | None) -> ClientSignature | None:
    """Return the client's signature of one version with its email, or None."""
    if version is None:
        return None
    rows = ClientSignature.objects.filter(agreement=agreement, version=version)
    return rows.select_related("item__author").first()


def signature_by(item_id: int) -> ClientSignature | None:
    """Return the signature that a client gave to an email, or None."""
    rows = ClientSignature.objects.filter(item=item_id)
    return rows.select_related("agreement__account", "agreement__parent", "version").first()


def signed_document(signature: ClientSignature) -> bytes | None:
    """Return the signed version as PDF, with the signature on it. None without a part that prints agreements."""
    return next((printer(signature.agreement, signature.version) for printer in places.printers), None)


def signature_seen_by(by: Actor, agreement_id: int) -> ClientSignature:
    """Return the signature of an agreement the actor can see, or raise `NotSeen`."""
    found = signature_of(agreement_seen_by(by, agreement_id))
    if found is None:
        raise NotSeen(_("The client hasn’t signed this agreement in Amity."))
    return found


def why_on_hold(agreement: Agreement) -> str:
    """Return why an agreement that was signed in Amity is on hold, or ""."""
    return next((why for ask in holds if (why := ask(agreement))), "")
