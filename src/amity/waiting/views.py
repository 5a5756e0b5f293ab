"""The page of what waits for someone, the acts in its rows, and the counts of the rail."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from amity.audit.actor_rights import actor_of
from amity.shared.errors import Invalid, NotSeen, Refused, Stale
from amity.ui.asked import SHORT, posted, queried
from amity.ui.forms import once, person_id_of
from amity.waiting import hooks, page
from amity.waiting.forms import RowForm
from amity.waiting.kinds import act_of


@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """Show everything that waits for the person."""
    return _page(request)


@require_POST
def act(request: HttpRequest, kind_key: str, item_id: int, act_key: str) -> HttpResponse:
    """Do something to one item, once, and return to the page it was sent from, or open what it made."""
    actor, chosen = actor_of(request), act_of(kind_key, act_key)
    form = RowForm(request.POST, act=chosen, key=f"{kind_key}-{item_id}-{act_key}")
    if not form.is_valid():
        return _refused(request, form, 422)
    back, now = _within(form.cleaned_data["back"]), timezone.now()

    def run() -> str:
        made = chosen.run(actor, item_id, form.sent, now)
        for listener in hooks.on_acted:
            listener(actor, kind_key, item_id, now)
        return str(made) if chosen.opens else back

    try:
        address = once(form.cleaned_data["nonce"], person_id=person_id_of(request), now=now, act=run)
    except (Invalid, Refused, Stale, NotSeen) as fault:
        form.refuse(fault)
        return _refused(request, form, 409 if isinstance(fault, Stale) else 422)
    if chosen.opens:
        return redirect(address)
    way_back = reverse("waiting:undo", args=[kind_key, item_id, act_key]) if chosen.undo else ""
    messages.success(request, str(chosen.done), extra_tags=way_back)
    return redirect(back)


@require_POST
def undo(request: HttpRequest, kind_key: str, item_id: int, act_key: str) -> HttpResponse:
    """Take an act back."""
    chosen = act_of(kind_key, act_key)
    if chosen.undo is None:
        raise NotSeen(_("Not found."))
    chosen.undo(actor_of(request), item_id, timezone.now())
    messages.success(request, _("Undone. It’s waiting again."))
    return redirect(_within(posted(request).text("back")))


def _refused(request: HttpRequest, form: RowForm, status: int) -> HttpResponse:
    """Draw the page with the reason at the row, or return with it to the other page that sent the act."""
    back = _within(posted(request).text("back"))
    if back.startswith(reverse("waiting:waiting")):
        return _page(request, form, status=status)
    for sentence in form.unplaced():
        messages.error(request, sentence)
    return redirect(back)


def _page(request: HttpRequest, failed: RowForm | None = None, status: int = 200) -> HttpResponse:
    """Draw the page; a row whose act failed keeps what was typed, with the reason."""
    asked = {name: queried(request).text(name, SHORT) for name in ("kind", "todo", "open")}
    shown = page.context(
        actor_of(request), timezone.now(), only=asked["kind"], todo=asked["todo"], opened=asked["open"], failed=failed
    )
    for sentence in failed.unplaced() if failed else ():
        messages.error(request, sentence)
    return render(request, "waiting/waiting.html", shown, status=status)


def _within(address: str) -> str:
    """Return an address of Amity to go back to."""
    is_ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if is_ours else reverse("waiting:waiting")
