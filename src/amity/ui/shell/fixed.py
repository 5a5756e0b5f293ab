"""Parts of every page that are the same for everyone who reads a language, such as the list of keyboard shortcuts."""

from functools import lru_cache

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import get_language


def fixed_part(template: str) -> SafeString:
    """Return a template that takes nothing from its page, drawn once for each language. Drawn each time to debug."""
    if settings.DEBUG:
        return render_to_string(template)
    return drawn_once(template, get_language(), get_script_prefix(), storages["staticfiles"])


@lru_cache(maxsize=64)
def drawn_once(template: str, language: str | None, prefix: str, files: Storage) -> SafeString:
    """Return the template drawn: its words depend on the language, its addresses on the prefix and the files."""
    return render_to_string(template)
