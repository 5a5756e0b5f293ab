"""The buttons that decide about an item. Each carries the digest that was on the screen."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.gate import queries, rules
from amity.gate.decisions import commands
from amity.gate.edits.commands import Wording
from amity.gate.items.fields import Ground
from amity.gate.items.forms import answers_sent, read_in
from amity.gate.items.outcomes import show_outcome
from amity.gate.items.sender import only_saves
from amity.gate.items.views import page_context
from amity.gate.pushes.ways import LATEST, moment_in
from amity.gate.releases import commands as releases
from amity.shared.errors import Invalid, Refused, Stale
from amity.ui.asked import SHORT, Asked, posted


@require_POST
def open_item(request: HttpRequest, item_id: int) -> HttpResponse:
    """Record that the item is on someone's screen. The page sends it by itself."""
    digest = posted(request).text("digest", SHORT)
    commands.open_item(by=actor_of(request), item_id=item_id, digest=digest, now=timezone.now())
    return HttpResponse(status=204)


@require_POST
def clear(request: HttpRequest, item_id: int) -> HttpResponse:
    """Clear an item exactly as it was read."""
    asked = posted(request)

    def act(by: Any, digest: str) -> str:
        later = moment_in(asked.whole("later", LATEST))
        cleared = commands.clear(
            by=by, item_id=item_id, digest=digest, answers=answers_sent(asked), later=later, now=timezone.now(),
            wording=wording_in(asked),
        )  # fmt: skip
        show_outcome(request, cleared, by, _("Email cleared."))
        return ""

    return _decide(request, item_id, act)


@require_POST
def return_item(request: HttpRequest, item_id: int) -> HttpResponse:
    """Return an item on one ground, or comment on it."""
    asked = posted(request)
    ground = Ground(
        asked.text("ground", SHORT), asked.text("words", rules.WORDS_MOST), asked.whole("preference_id") or None,
        asked.whole("standard_id") or None, asked.whole("expectation_id") or None, asked.whole("contact_id") or None,
    )  # fmt: skip

    def act(by: Any, digest: str) -> str:
        commands.return_item(by=by, item_id=item_id, digest=digest, ground=ground, now=timezone.now())
        return _("Comment saved.") if ground.ground == rules.TASTE else _("Email returned.")

    return _decide(request, item_id, act)


@require_POST
def hold(request: HttpRequest, item_id: int) -> HttpResponse:
    """Put an item on hold."""

    def act(by: Any, digest: str) -> str:
        commands.hold(by=by, item_id=item_id, digest=digest, now=timezone.now())
        return _("Email put on hold.")

    return _decide(request, item_id, act, stays=True)


@require_POST
def pull_back(request: HttpRequest, item_id: int) -> HttpResponse:
    """Pull back an item before it goes."""

    def act(by: Any, digest: str) -> str:
        commands.pull_back(by=by, item_id=item_id, now=timezone.now())
        return _("Email pulled back.")

    return _decide(request, item_id, act, stays=True)


@require_POST
def clear_opened(request: HttpRequest) -> HttpResponse:
    """Clear all opened items without a warning, exactly as they were read."""
    read = read_in(posted(request).texts("read", SHORT))
    cleared = commands.clear_opened(by=actor_of(request), read=read, now=timezone.now())
    sentence = ngettext("%(count)s email cleared.", "%(count)s emails cleared.", cleared)
    sentence %= {"count": cleared}
    if cleared and only_saves():
        waits = _("No email server is set up, so no email can leave.")
        messages.warning(request, f"{sentence} {waits}")
    else:
        messages.success(request, sentence)
    return redirect("gate:queue")


@require_POST
def settle(request: HttpRequest, item_id: int, recipient_id: int) -> HttpResponse:
    """Send an email again that wasn't delivered, or record that it arrived."""
    by, now = actor_of(request), timezone.now()
    if posted(request).has("arrived"):
        item = releases.confirm(by=by, item_id=item_id, recipient_id=recipient_id, now=now)
        by_hand = item.steps.filter(verb=rules.BY_HAND).exists()
        messages.success(request, _("Email marked as sent.") if by_hand else _("Delivery confirmed."))
    else:
        releases.resend(by=by, item_id=item_id, recipient_id=recipient_id, now=now)
        messages.success(request, _("The email is being sent again."))
    return redirect("gate:undelivered")


def wording_in(asked: Asked) -> Wording | None:
    """Return the wording that a clearer leaves, or None for a form without it."""
    if not asked.has("text"):
        return None
    return Wording(asked.text("subject", rules.SUBJECT_MOST), asked.text("text", rules.BODY_MOST * 2))


def _decide(
    request: HttpRequest, item_id: int, act: Callable[[Any, str], str], *, stays: bool = False
) -> HttpResponse:  # fmt: skip
    """Run a decision and show what follows: its sentence, or what it has shown itself.

    A refusal is shown beside the item as it is now.
    """
    by = actor_of(request)
    try:
        sentence = act(by, posted(request).text("digest", SHORT))
    except Stale as fault:
        return _again(request, item_id, fault.sentence, 409, compared=fault.current)
    except Invalid as fault:
        return _again(request, item_id, fault.sentence, 422, at=fault.field)
    except Refused as fault:
        return _again(request, item_id, fault.sentence, 403)
    if sentence:
        messages.success(request, sentence)
    return redirect("gate:item", item_id) if stays else redirect("gate:queue")


def _again(request: HttpRequest, item_id: int, sentence: str, status: int, **more: Any) -> HttpResponse:
    seen = queries.item_seen_by(actor_of(request), item_id)
    context = page_context(request, seen) | {"fault": sentence, "sent": posted(request), **more}
    return render(request, "gate/going_out.html", context, status=status)
