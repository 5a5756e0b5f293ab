"""The value of an email template, with its limits."""

from dataclasses import dataclass
from typing import Annotated, Final

from django.utils.translation import gettext_lazy as _

from amity.gate import rules
from amity.gate.email_templates.rules import NAME_MOST
from amity.shared.values import OneOf, Text

KINDS: Final = tuple(kind for kind in rules.KINDS if kind != rules.BUNDLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFields:
    """A template: its name, the kind of items it is for, its subject and its text. A blank subject is typed by hand."""

    name: Annotated[str, Text(NAME_MOST, needed=_("Enter a name."))]
    kind: Annotated[str, OneOf(KINDS)] = rules.EMAIL
    subject: Annotated[str, Text(rules.SUBJECT_MOST)] = ""
    text: Annotated[str, Text(rules.BODY_MOST, lines=True, needed=_("Enter the text of the email."))]
