"""Guard of time: none is logged on work that waits for a signature, unless someone let it start."""

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from amity.people.models import Person
from amity.scope.early_start.queries import room_of_line, waiting_on
from amity.scope.early_start.rules import waits
from amity.scope.models import Request
from amity.scope.places import address_of
from amity.shared.errors import Link
from amity.shared.permission import YES, Answer, no

MOST_SHOWN = 60


def may_log(person: Person, line_id: int | None, item_id: int | None, seconds: int) -> Answer:
    """Return whether time can be logged on a line and a work item, with the request that it waits for."""
    request = waiting_on(line_id, item_id)
    if request is None or request.order is None:
        return YES
    if request.item_id == item_id and item_id is not None:
        return _no(person, request, _("The client hasn’t signed %(order)s for “%(request)s” yet."))
    if request.line_id is None or not waits(room_of_line(request.line_id), seconds):
        return YES
    return _no(
        person, request,
        _("The quoted hours of this line are used, and the client hasn’t signed %(order)s for “%(request)s” yet."),
    )  # fmt: skip


def _no(person: Person, request: Request, sentence: str) -> Answer:
    known = Request.objects.visible_to(person).filter(pk=request.pk).exists()
    order = request.order.number if request.order and request.order.number else _("the change order")
    why = sentence % {"order": order, "request": Truncator(request.words).chars(MOST_SHOWN)}
    manager = request.account.manager if request.account else None
    ask = _("Ask %(name)s to let work start.") % {"name": manager.name} if manager else _(
        "Ask a director to let work start."
    )  # fmt: skip
    return no(f"{why} {ask}", Link(address_of(request), _("Open request")) if known else None)
