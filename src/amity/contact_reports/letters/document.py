"""A report as PDF, with the same words as its email."""

from pathlib import Path
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amity.agency.queries import agency_name
from amity.contact_reports.letters.text import Letter
from amity.contact_reports.models import ContactReport
from amity.shared import typesetting
from amity.shared.typesetting import SHORT, cut

SOURCE: Final = Path(__file__).parents[1] / "templates" / "contact_reports" / "report.typ"


def pdf(report: ContactReport, letter: Letter) -> bytes:
    """Return the report as PDF/UA-1, in the language of the letter."""
    return typesetting.written(content(report, letter), SOURCE)


def content(report: ContactReport, letter: Letter) -> dict[str, Any]:
    """Return the content of the document as JSON values."""
    return {
        "title": letter.subject,
        "author": cut(agency_name() or "Amity", SHORT),
        "lang": (get_language() or "en")[:2],
        "imprint": cut(" · ".join(one for one in (agency_name(), report.account.name) if one), SHORT + SHORT),
        "lead": letter.heading,
        "paragraphs": list(letter.paragraphs[1:]),
        "groups": [[heading, list(lines)] for heading, lines in letter.groups],
        "changes": [_("What has changed since the previous version"), list(letter.changes)],
        "people": list(letter.people),
        "foot": _("You can correct these notes at any time."),
    }


def file_name(report: ContactReport) -> str:
    """Return the name of the file, the same in every language."""
    version = f"-v{report.edition}" if report.edition > 1 else ""
    return f"contact-report-{report.year}-{report.number}{version}.pdf"
