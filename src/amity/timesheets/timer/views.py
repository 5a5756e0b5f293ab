"""The page of the timer, and its actions: from the header, from a row of the week, from an entry."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from amity.audit.actor_rights import actor_of
from amity.people.queries import person_of
from amity.shared.errors import Invalid, NotSeen, Refused
from amity.shared.values import value_of
from amity.timesheets import months, typed
from amity.timesheets import queries as time
from amity.timesheets.choosing import search
from amity.timesheets.timer import commands, queries
from amity.timesheets.timer.forms import HowLongForm, TimerForm
from amity.ui import formats
from amity.ui.asked import ADDRESS, SHORT, posted, queried
from amity.ui.forms import once
from amity.ui.linked import linked


@require_GET
def timer(request: HttpRequest) -> HttpResponse:
    """Show the running timer, or the form that starts one."""
    return _page(request)


@require_POST
def start_timer(request: HttpRequest) -> HttpResponse:
    """Start the timer on `work`. With `switch` a running timer is logged first. With a nonce it starts once."""
    actor, now = actor_of(request), timezone.now()
    form = TimerForm(request.POST, person=person_of(actor))
    if not form.is_valid():
        return _page(request, form, status=422)
    nonce, switch = form.cleaned_data["nonce"], form.cleaned_data["switch"]
    before = queries.running(actor, now) if switch else None

    def start() -> str:
        commands.start_timer(by=actor, work=form.chosen(), now=now, switch=switch)
        return _back(request)

    try:
        address = once(nonce, person_id=actor.person_id, now=now, act=start) if nonce else start()
    except commands.Forgotten as forgotten:
        messages.warning(request, forgotten.sentence)
        return redirect("timesheets:timer")
    except months.MonthClosed as closed:
        return _kept(request, closed)
    except (Invalid, Refused) as fault:
        form.add_error("work" if isinstance(fault, Invalid) else None, linked(fault))
        return _page(request, form, status=422 if isinstance(fault, Invalid) else 409)
    names = {"work": form.cleaned_data["work"].label, "before": before.place if before else ""}
    switched, started = _("Time on %(before)s logged. Timer started on %(work)s."), _("Timer started on %(work)s.")
    messages.success(request, (switched if before else started) % names)
    return redirect(address)


@require_POST
def start_again(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Start the timer on the work of an entry. A running timer is logged first."""
    actor = actor_of(request)
    entry = time.entry_seen_by(actor, entry_id)
    try:
        commands.start_timer(by=actor, work=value_of(entry, commands.TimerWork), now=timezone.now(), switch=True)
    except commands.Forgotten as forgotten:
        messages.warning(request, forgotten.sentence)
        return redirect("timesheets:timer")
    except Refused as fault:
        return _kept(request, fault)
    messages.success(request, _("Timer started."))
    return redirect(_back(request))


@require_POST
def stop_timer(request: HttpRequest) -> HttpResponse:
    """Stop the timer and log its time. A forgotten timer asks for the real time, a refused one continues."""
    actor, seconds = actor_of(request), None
    if posted(request).has("hours"):
        form = HowLongForm(request.POST)
        if not form.is_valid():
            return _page(request, how_long=form, status=422)
        seconds = form.cleaned_data["hours"]
    try:
        entry = commands.stop_timer(by=actor, now=timezone.now(), seconds=seconds)
    except commands.Forgotten as forgotten:
        messages.warning(request, forgotten.sentence)
        return redirect("timesheets:timer")
    except Refused as fault:
        return _kept(request, fault)
    except NotSeen as nothing:
        messages.info(request, nothing.sentence)
        return redirect(_back(request))
    notice = _("%(time)s logged on %(work)s, %(day)s.") % {
        "time": typed.spell_time(entry.seconds),
        "work": entry.project or entry.account or _("internal time"),
        "day": formats.full_day(entry.work_date),
    }
    messages.success(request, notice, extra_tags=reverse("timesheets:undo_stop"))
    return redirect(_back(request))


@require_POST
def undo_stop(request: HttpRequest) -> HttpResponse:
    """Delete the time that the last stop logged, and let its timer continue."""
    try:
        commands.undo_stop(by=actor_of(request), now=timezone.now())
        messages.success(request, _("The timer is running again, and its time isn’t logged."))
    except (NotSeen, Refused) as fault:
        messages.error(request, linked(fault) if isinstance(fault, Refused) else fault.sentence)
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": _back(request, "back")})  # the whole page: the bar shows the timer
    return redirect(_back(request, "back"))


@require_POST
def discard_timer(request: HttpRequest) -> HttpResponse:
    """Discard the running timer. The next page offers to resume it."""
    try:
        commands.discard_timer(by=actor_of(request), now=timezone.now())
    except NotSeen as nothing:
        messages.info(request, nothing.sentence)
        return redirect("timesheets:timer")
    request.session["timesheets.thrown"] = True
    return redirect("timesheets:timer")


@require_POST
def resume_timer(request: HttpRequest) -> HttpResponse:
    """Resume the timer discarded last."""
    try:
        commands.resume_timer(by=actor_of(request), now=timezone.now())
    except (NotSeen, Refused) as no:
        messages.info(request, no.sentence)
    return redirect("timesheets:timer")


def _kept(request: HttpRequest, fault: Refused) -> HttpResponse:
    still_running = _("The timer is still running.")
    messages.error(request, format_html("{} {}", linked(fault), still_running))
    return redirect("timesheets:timer")


def _page(
    request: HttpRequest, form: TimerForm | None = None, how_long: HowLongForm | None = None, status: int = 200
) -> HttpResponse:
    actor = actor_of(request)
    running = queries.running(actor, timezone.now())
    context: dict[str, Any] = {
        "running": running,
        "forgotten": bool(running and queries.is_forgotten(running)),
        "form": form or _form(request),
        "how_long": how_long or HowLongForm(),
        "lately": queries.offered(actor, timezone.localdate()),
        "thrown": request.session.pop("timesheets.thrown", False) and not running,
    }
    return render(request, "timesheets/timer/timer.html", context, status=status)


def _form(request: HttpRequest) -> TimerForm:
    """Return the form of a new timer. The query may choose its `work`, such as the project the person comes from."""
    person = person_of(actor_of(request))
    chosen = search.named(person, queried(request).text("work", SHORT))
    return TimerForm(None, person=person, initial={"work": chosen} if chosen else None)


def _back(request: HttpRequest, field: str = "next") -> str:
    """Return the page the action came from if it is one of ours, or the timer's page."""
    to = posted(request).text(field, ADDRESS)
    if to.startswith("/") and url_has_allowed_host_and_scheme(to, None):
        return to
    return "/time/timer/"
