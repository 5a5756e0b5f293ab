"""An agreement as a printable document, from a frozen version or its current text."""

from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amity.accounts.contacts.languages import language_of_named
from amity.agency.queries import agency_day, agency_name
from amity.agreements import rules, wording
from amity.agreements.models import Agreement
from amity.agreements.orders.queries import before_order
from amity.agreements.signatures.queries import signature_on
from amity.agreements.versions.content import content_of
from amity.agreements.versions.models import AgreementVersion
from amity.agreements.versions.printed import printed
from amity.reports.agreement_documents.signing import proof, sides
from amity.shared import typesetting
from amity.shared.typesetting import SHORT, cut
from amity.ui import formats
from amity.ui.reader_format import in_language

SOURCE: Final = Path(__file__).parents[1] / "templates" / "reports" / "agreed.typ"


def pdf(agreement: Agreement, version: AgreementVersion | None) -> bytes:
    """Return the document as PDF/UA-1: a frozen version word for word, or the agreement's current text."""
    return typesetting.written(content(agreement, version), SOURCE)


def content(agreement: Agreement, version: AgreementVersion | None) -> dict[str, Any]:
    """Return the content of the document as JSON values. It shows fees: only for those who can see them."""
    with in_language(language_of_named(agreement.account, agreement.client_signer)):
        return _content(agreement, version)


def _content(agreement: Agreement, version: AgreementVersion | None) -> dict[str, Any]:
    content = version.content if version else content_of(agreement)
    head, signature = content["head"], signature_on(agreement, version)
    kind = str(wording.KINDS[head["kind"]])
    name = f"{kind} {head['number']}".strip()
    return asdict(printed(content, before=before_order(agreement))) | {
        "title": _("%(name)s: %(title)s") % {"name": f"{name[:1].upper()}{name[1:]}", "title": head["title"]},
        "author": cut(agency_name() or "Amity", SHORT),
        "lang": (get_language() or "en")[:2],
        "imprint": " · ".join(one for one in (agency_name(), head["account"]) if one),
        "state": _state(agreement, version),
        "sides": sides(head, signature),
        "proof": proof(signature),
        "foot": _("Checksum of this version (SHA-256): %(hash)s") % {"hash": version.sha256} if version else "",
        "words": _words(),
    }


def _state(agreement: Agreement, version: AgreementVersion | None) -> str:
    if version is None:
        if agreement.state in rules.BINDING:
            return _("As recorded in Amity. The signed document is held elsewhere.")
        return _("A draft, not for signature.")
    values = {"number": version.number, "day": formats.full_day(agency_day(version.frozen_at))}
    return _("Version %(number)s, %(day)s") % values


def _words() -> dict[str, str]:
    return {
        "lines": _("Lines"), "changes": _("What changes"), "accepted": _("Accepted when"),
        "deliverables": _("Deliverables"), "people": _("Named people"), "due": _("Due:"), "terms": _("Terms"),
        "signatures": _("Signatures"),
        "name": _("Name"), "day": _("Date and place"), "signature": _("Signature"),
    }  # fmt: skip
