"""Addresses of the client's pages, for the visitor or within the account manager's view of them."""

from typing import TYPE_CHECKING

from django import template

from amity.portal.requests.wording import OUTCOMES
from amity.portal.work.queries import besides

if TYPE_CHECKING:
    from amity.gate.models import Item, ItemFile
    from amity.portal.pages import Reader
    from amity.projects.versions.models import DeliverableVersion

register = template.Library()


@register.filter
def attached(item: "Item", version: "DeliverableVersion | None") -> list["ItemFile"]:
    """Return the files of an email without that of a version, which is shown beside it."""
    return besides(item, version)


@register.filter
def client_outcome(outcome: str) -> str:
    """Return the sentence a client reads about a closed request, or ""."""
    return str(OUTCOMES.get(outcome, ""))


@register.simple_tag
def client_url(reader: "Reader", name: str, *args: object) -> str:
    """Return the address of a page for its reader."""
    return reader.address(name, *args)
