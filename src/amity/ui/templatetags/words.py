"""Filters and tags for words: punctuation of the reader's language, and phrases that records store."""

import re
from typing import Final

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from amity.shared.text import phrases
from amity.ui import differences

register = template.Library()

NUMBER: Final = re.compile(r"\b(?:[A-Z]{2,6}|\d{4})(?:-\d+)+\b")
"""The number of an agreement or of an order within text, such as SOW-39 or 2026-04."""


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


@register.filter
def whole_numbers(text: str) -> SafeString:
    """Return text in which no line ends within the number of an agreement. A copy of it has the same characters."""
    whole = NUMBER.sub(lambda found: f'<span class="text-nowrap">{found[0]}</span>', conditional_escape(text))
    return mark_safe(whole)  # noqa: S308 - escaped above


@register.simple_tag
def hours_apart(seconds: int | None, *of: int | None) -> str:
    """`{% hours_apart one.difference one.used one.planned %}`: −2 h beside 302 h and 304 h, +1.5 h beside 9 h.

    It is as exact as the times next to it.
    """
    return differences.hours_apart(seconds, *of)
