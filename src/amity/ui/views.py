"""Error pages. Each shows what happened, what was saved and what to do."""

import sys
import uuid

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from amity.shared.rows.unavailable import RETRY_AFTER, is_unavailable
from amity.ui.asked import posted
from amity.ui.in_place import REFUSAL, RULE, is_in_place, other_session, page_of

TEMPLATES = {400: "400.html", 403: "403.html", 404: "404.html", 409: "409.html", 422: "422.html"}


def refusal(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    """Show a refusal with its sentence: as a notice for a part of a page, otherwise as a page."""
    in_part = is_in_place(request) and not request.headers.get("HX-Boosted")
    template = "ui/refusal.html" if in_part else TEMPLATES[status]
    answer = render(request, template, {"sentence": sentence, "error_id": ""}, status=status)
    if in_part:
        answer[REFUSAL] = RULE
    return answer


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400 to a malformed request, and 413 if it was larger than the limit."""
    if isinstance(exception, RequestDataTooBig):
        answer = refusal(request, _("That is larger than Amity accepts. Nothing was saved."), 400)
        answer.status_code = 413
        return answer
    return refusal(request, "", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403, called by Django itself."""
    return refusal(request, str(exception), 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404: nothing was found, or this person can't see it."""
    return refusal(request, "", 404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403: the page was open too long, or someone else has signed in since."""
    if is_in_place(request):
        return other_session(request)
    context = {"form": page_of(request, "Referer"), "sent": _sent_again(request)}
    return render(request, "403_csrf.html", context, status=403)


def _sent_again(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what a form of ours sent in an earlier session, to be sent again by a press; nothing of a stranger's form.

    Neither a file nor a password is put into a page.
    """
    is_ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    sent = [pair for pair in posted(request).pairs() if pair[0] != "csrfmiddlewaretoken"]
    hides = request.FILES or any("password" in name for name, _value in sent)
    return sent if is_ours and request.user.is_authenticated and not hides else []


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500, drawn without the database, which may be what is broken. Shows the error's id from the log.

    Middleware may have failed to write the session. Then the database is what is unavailable.
    """
    if is_unavailable(sys.exc_info()[1]):
        return unavailable(request)
    error_id = getattr(request, "error_id", "") or uuid.uuid4().hex[:10]
    return HttpResponse(render_to_string("500.html", {"error_id": error_id}), status=500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """Answer 503 with Retry-After, drawn without the database, which is busy, full or can't be reached."""
    sentence = _("The database is busy or the disk is full. Nothing was saved. Wait a minute and send it again.")
    template = "ui/refusal.html" if request.headers.get("HX-Request") else "503.html"
    answer = HttpResponse(render_to_string(template, {"sentence": sentence}), status=503)
    answer["Retry-After"] = str(RETRY_AFTER)
    return answer
