"""Values of the page of email templates, and a form to which one is applied."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from amity.gate import wording
from amity.gate.email_templates import queries
from amity.gate.email_templates.models import EmailTemplate
from amity.gate.email_templates.rules import filled, placed_before
from amity.people.models import Person


@dataclass(frozen=True, slots=True)
class Preview:
    """A template with its subject and text as an example reader would see them."""

    row: EmailTemplate
    subject: str
    text: str


def groups(person: Person, now: datetime) -> list[tuple[Any, Sequence[Preview]]]:
    """Return the templates by the label of their kind, in the order of kinds."""
    values = queries.values_of(person, _("Example Ltd"), [_("Alex Example")], now)
    found: dict[str, list[Preview]] = {}
    for row in queries.templates().order_by("name", "pk"):
        preview = Preview(row, filled(row.subject, values), filled(row.text, values))
        found.setdefault(row.kind, []).append(preview)
    return [(label, found[kind]) for kind, label in wording.KINDS.items() if kind in found]


def applied(row: EmailTemplate, offered: Sequence[EmailTemplate], subject: str, text: str) -> Mapping[str, str]:
    """Return subject and text with a template. What was typed stays below it, another template doesn't."""
    typed = "" if text.strip() in {one.text for one in offered} else text
    other = {one.subject for one in offered}
    return {
        "subject": row.subject if row.subject and (not subject.strip() or subject in other) else subject,
        "text": placed_before(row.text, typed.replace("\r\n", "\n")),
    }
