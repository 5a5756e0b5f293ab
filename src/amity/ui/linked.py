"""Sentences with a link: a refusal with the page that it is about, and a message with the record that it names."""

from django.utils.html import format_html

from amity.shared.errors import Refusal, Refused


def linked(fault: Refusal) -> str:
    """Return the sentence of a refusal, followed by its link where it has one."""
    if not isinstance(fault, Refused) or fault.link is None:
        return fault.sentence
    return format_html('{} <a href="{}">{}</a>', fault.sentence, fault.link.address, fault.link.label)


def naming(sentence: str, text: str, address: str) -> str:
    """Return a sentence whose placeholder `%(what)s` is a link to the record it names."""
    before, _placeholder, after = sentence.partition("%(what)s")
    return format_html('{}<a href="{}" data-verbatim>{}</a>{}', before, address, text, after)
