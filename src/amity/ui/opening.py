"""A number that opens: *Why?* with its breakdown, or the page that explains it.

Lists draw dozens of them, so they are text and no template.
"""

from typing import Final

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

WHY: Final = (
    '<details class="why{number}" hx-get="{url}" hx-trigger="toggle once" hx-target="find .why-b" hx-swap="innerHTML">'
    '<summary>{shown}</summary><div class="why-b{start}"><p><a href="{url}">{link}</a></p></div></details>'
)


def why(url: str, shown: object = "", *, start: bool = False) -> SafeString:
    """Return `shown`, or the word *Why?*, opening the breakdown at a URL. `start` opens it to the right.

    Without a URL it is only shown.
    """
    if not url:
        return conditional_escape(str(shown))
    return format_html(
        WHY,
        number=" is-number" if shown else "",
        url=url,
        shown=shown or _("Why?"),
        start=" to-start" if start else "",
        link=_("Show breakdown"),
    )


def leads(url: str, shown: object) -> SafeString:
    """Return a number as a link to the page that explains it, in the look of one that opens; without a URL as it is."""
    return format_html('<a class="is-number" href="{}">{}</a>', url, shown) if url else conditional_escape(str(shown))
