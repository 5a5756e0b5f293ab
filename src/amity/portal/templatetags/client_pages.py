"""Addresses of the client's pages, for the visitor or within the account manager's view of them."""

import re
from typing import TYPE_CHECKING, Final

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from amity.portal.requests.wording import OUTCOMES
from amity.portal.work.queries import besides

if TYPE_CHECKING:
    from amity.gate.models import Item, ItemFile
    from amity.portal.pages import Reader
    from amity.projects.versions.models import DeliverableVersion

register = template.Library()

NUMBER: Final = re.compile(r"\b(?:[A-Z]{2,6}|\d{4})(?:-\d+)+\b")
"""The number of an agreement or of an order within text, such as SOW-39 or 2026-04."""


@register.filter
def attached(item: "Item", version: "DeliverableVersion | None") -> list["ItemFile"]:
    """Return the files of an email without that of a version, which is shown beside it."""
    return besides(item, version)


@register.filter
def client_outcome(outcome: str) -> str:
    """Return the sentence a client reads about a closed request, or ""."""
    return str(OUTCOMES.get(outcome, ""))


@register.filter
def whole_numbers(text: str) -> SafeString:
    """Return text in which no line ends within the number of an agreement. A copy of it has the same characters."""
    whole = NUMBER.sub(lambda found: f'<span class="text-nowrap">{found[0]}</span>', conditional_escape(text))
    return mark_safe(whole)  # noqa: S308 - escaped above  # nosec B308 B703


@register.simple_tag
def client_url(reader: "Reader", name: str, *args: object) -> str:
    """Return the address of a page for its reader."""
    return reader.address(name, *args)
