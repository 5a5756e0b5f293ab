"""Long exports in the background: where they are started, and a list opened without a browser.

The part that makes them registers its address.
"""

from io import BytesIO
from typing import Any, Final

from django.core.handlers.wsgi import WSGIRequest
from django.http import QueryDict
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from django.views import View

from amity.shared.actor import Actor
from amity.shared.errors import NotSeen

AT_ONCE: Final = 5_000
"""Rows that are exported while the person waits. Longer lists are exported in the background."""
_address: list[str] = []


def starts_at(name: str) -> None:
    """Register the URL name that takes `path`, `query` and `kind` of an export."""
    _address[:] = [name]


def address(count: int) -> str:
    """Return where to start the export of so many rows, "" if they are exported at once."""
    return reverse(_address[0]) if _address and count > AT_ONCE else ""


def opened(path: str, query: str, kind: str, *, by: Actor, user: Any) -> View:
    """Return the view at an address, set up for a file as the person sees it now. Raise `NotSeen` if it is no class."""
    try:
        found = resolve(path)
    except Resolver404:
        raise NotSeen(_("List not found.")) from None
    view_class = getattr(found.func, "view_class", None)
    if not isinstance(view_class, type) or not issubclass(view_class, View):
        raise NotSeen(_("List not found."))
    asked = QueryDict(query, mutable=True)
    asked.pop("after", None)
    asked["export"] = kind
    sent = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": asked.urlencode(), "wsgi.input": BytesIO()}
    request = WSGIRequest(sent)
    request.actor, request.user = by, user  # type: ignore[attr-defined]
    view: View = view_class()
    view.setup(request, *found.args, **found.kwargs)
    return view
