"""A refusal as pages show it: its sentence, with a link to the page that it is about."""

from django.utils.html import format_html

from amity.shared.errors import Refusal, Refused


def linked(fault: Refusal) -> str:
    """Return the sentence of a refusal, followed by its link where it has one."""
    if not isinstance(fault, Refused) or fault.link is None:
        return fault.sentence
    return format_html('{} <a href="{}">{}</a>', fault.sentence, fault.link.address, fault.link.label)
