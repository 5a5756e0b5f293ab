"""Save a view of a list, choose its columns, delete a view: plain POSTs that redirect to the list."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.shared.errors import Invalid, NotSeen
from amity.ui.asked import ADDRESS, SHORT, Asked, posted
from amity.ui.forms import person_id_of
from amity.ui.lists import saved


@require_POST
def keep_view(request: HttpRequest, list_key: str) -> HttpResponse:
    """Save the current filters, order and columns of a list under a name."""
    sent = posted(request)
    try:
        view = saved.keep_view(
            person_id=person_id_of(request),
            list_key=list_key,
            name=sent.text("name"),
            query=sent.text("query"),
            shared=sent.has("shared"),
        )
    except Invalid as fault:
        messages.error(request, fault.sentence)
        return redirect(_list(sent, sent.text("query")))
    messages.success(request, _("View “%(name)s” saved.") % {"name": view.name})
    return redirect(_list(sent, view.query))


@require_POST
def choose_columns(request: HttpRequest, list_key: str) -> HttpResponse:
    """Show these columns from now on."""
    sent = posted(request)
    columns = [] if sent.has("all") else sent.texts(saved.COLUMNS, SHORT)
    saved.choose_columns(person_id=person_id_of(request), list_key=list_key, columns=columns)
    query = QueryDict(sent.text("query"), mutable=True)
    for name in (saved.COLUMNS, *saved.NOT_KEPT):
        query.pop(name, None)
    return redirect(_list(sent, query.urlencode()))


@require_POST
def forget_view(request: HttpRequest, view_id: int) -> HttpResponse:
    """Delete one of the actor's own saved views."""
    view = saved.forget_view(person_id=person_id_of(request), view_id=view_id)
    messages.success(request, _("View “%(name)s” deleted.") % {"name": view.name})
    return redirect(_list(posted(request), ""))


def _list(sent: Asked, query: str) -> str:
    """Return the list's path, as sent by its form. Raise `NotSeen` for another site."""
    path = sent.text("path", ADDRESS)
    if not path.startswith("/") or "?" in path or not url_has_allowed_host_and_scheme(path, allowed_hosts=None):
        raise NotSeen(_("List not found."))
    return f"{path}?{query}" if query else path
