"""Words of feeds: formats, what is wrong with one and what to do, and what is missing in it."""

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext_lazy

from amity.insights.feeds import rules

INDUSTRY, COMPETITOR, CLIENT = "industry", "competitor", "client"
SUBJECTS: Final = {INDUSTRY: lazy("Industry"), COMPETITOR: lazy("Competitor"), CLIENT: lazy("The client")}
"""What a source is about, and how it is called."""

KINDS: Final = {"rss": "RSS", "rdf": "RDF", "atom": "Atom", "json": "JSON Feed", "cdf": "CDF"}
TROUBLES: Final = {
    "address": lazy("This isn’t a web address. Enter one that begins with https://."),
    "host": lazy("The server wasn’t found. Check the address."),
    "forbidden": lazy("The server is inside a network. Ask an administrator to allow it."),
    "connection": lazy("The server doesn’t answer. Check the address, or wait until it is back."),
    "certificate": lazy("The server’s certificate isn’t valid. Ask its operator to renew it."),
    "time": lazy("The server took too long. Amity tries again later."),
    "size": lazy("The feed is too large. Look for a shorter one on the website."),
    "redirect": lazy("The address leads elsewhere. Enter the address it leads to."),
    "packing": lazy("The server’s answer can’t be unpacked. Amity tries again later."),
    "protocol": lazy("The server’s answer can’t be understood. Check the address."),
    rules.REFUSED: lazy("The server refuses readers without a sign-in. Look for a public feed on the website."),
    rules.GONE: lazy("The feed is no longer at this address. Look for its new address on the website."),
    rules.BUSY: lazy("The server asked to be left alone for a while. Amity tries again later."),
    rules.SERVER: lazy("The server reported a fault. Amity tries again later."),
    rules.SLOW: lazy("The feed takes too long to read. Look for a shorter one on the website."),
    rules.EMPTY: lazy("The server sent nothing. Check the address, or look for another feed."),
    rules.NOT_FEED: lazy("This isn’t a feed. Enter the website’s address to find its feeds."),
    rules.PAGE: lazy("This is a web page without feeds. Look for a link called RSS or Feed on the website."),
    rules.UNREADABLE: lazy("The feed is damaged and can’t be read. Ask its publisher, or look for another one."),
}
LACKS: Final = {
    rules.DAMAGED: lazy("It is damaged. Amity reads what it can."),
    rules.VERSION: lazy("It is of an unknown version. Amity reads what it can."),
    rules.WITHOUT_DATES: ngettext_lazy(
        "%(number)s article has no date.", "%(number)s articles have no date.", "number"
    ),
    rules.WITHOUT_TITLES: ngettext_lazy(
        "%(number)s article has no title.", "%(number)s articles have no title.", "number"
    ),
    rules.WITHOUT_LINKS: ngettext_lazy(
        "%(number)s article has no link.", "%(number)s articles have no link.", "number"
    ),
    rules.FEWER: ngettext_lazy(
        "%(number)s entry is empty or repeated.", "%(number)s entries are empty or repeated.", "number"
    ),
}


def kind_label(kind: str) -> str:
    """Return the name of a format, "" for one that isn't known yet."""
    return KINDS.get(kind, "")


def trouble(code: str) -> str:
    """Return what is wrong and what to do, "" for nothing."""
    return str(TROUBLES.get(code) or _("The feed can’t be read. Check its address.")) if code else ""


def lacks(missing: Sequence[Sequence[object]]) -> list[str]:
    """Return what is missing in a feed, a sentence each."""
    return [str(LACKS[str(name)] % {"number": number}) for name, number in missing if name in LACKS]
