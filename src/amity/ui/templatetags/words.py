"""Filters and tags for words: punctuation of the reader's language, and phrases that records store."""

from django import template
from django.utils.translation import gettext as _

from amity.shared.text import phrases

register = template.Library()


@register.filter
def quoted(words: str) -> str:
    """`{{ request.words|quoted }}` in the quotation marks of the reader's language."""
    return _("“%(words)s”") % {"words": words}


@register.simple_tag
def colon() -> str:
    """`{{ label }}{% colon %} {{ value }}`: a colon as the reader's language sets it, after a space in French."""
    return _(":")


@register.filter
def phrase(text: str) -> str:
    """`{{ evidence.stated_in|phrase }}` in the reader's language, if Amity itself wrote it."""
    return phrases.shown(str(text))
