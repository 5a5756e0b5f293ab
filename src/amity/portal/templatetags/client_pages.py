"""Addresses of the client's pages, for the visitor or within the account manager's view of them."""

from typing import TYPE_CHECKING

from django import template

if TYPE_CHECKING:
    from amity.portal.pages import Reader

register = template.Library()


@register.simple_tag
def client_url(reader: "Reader", name: str, *args: object) -> str:
    """Return the address of a page for its reader."""
    return reader.address(name, *args)
