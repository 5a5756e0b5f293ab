"""A person's own page Calendars, and what its forms and buttons do. Servers are asked outside any transaction."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.meetings.calendars import caldav, commands, forms, queries, reader, wording
from amity.meetings.calendars.commands import CalendarFields
from amity.meetings.calendars.fetched import Trouble, web_address
from amity.meetings.calendars.pages import calendars_page
from amity.meetings.calendars.reading import Unreadable, read_events
from amity.meetings.calendars.rules import AHEAD_OF_UPLOAD, BACK
from amity.people.queries import person_of
from amity.shared.errors import Refusal
from amity.shared.fetching import FetchFault, Secret
from amity.ui.acts import ActPage, act_page

if TYPE_CHECKING:
    from amity.meetings.events.values import Reading
    from amity.ui.forms import WordedForm

PAGE = "meetings/calendars.html"


@never_cache
def calendars(request: HttpRequest) -> HttpResponse:
    """Show the actor's calendars and the forms that add one."""
    return render(request, PAGE, calendars_page(actor_of(request)))


@never_cache
def upload_files(request: HttpRequest) -> HttpResponse:
    """Take the meetings of the files that can be read, and show what is wrong with the others."""
    actor, now = actor_of(request), timezone.now()
    form = forms.UploadForm(request.POST or None, request.FILES or None, auto_id="upload_%s")
    readings: list[Reading] = []
    if form.is_valid():
        zone_name, span = person_of(actor).time_zone, (now - BACK, now + AHEAD_OF_UPLOAD)
        for file in form.cleaned_data["calendar_files"]:
            try:
                readings.append(read_events(file.read(), span, zone_name))
            except Unreadable as fault:
                why = {"file": file.name, "why": wording.trouble(fault.code)}
                form.add_error("calendar_files", _("%(file)s: %(why)s") % why)
    if readings:
        taken = commands.store_upload(by=actor, readings=readings, name=_("Uploaded files"), now=now)
        messages.success(request, wording.taken(taken))
        for words in filter(None, (wording.skipped(dict(one.skipped)) for one in readings)):
            messages.warning(request, words)
    return redirect("meetings:calendars") if form.is_valid() else _again(request, upload=form)


@never_cache
def add_address(request: HttpRequest) -> HttpResponse:
    """Subscribe to an address, if it can be read."""
    actor, now = actor_of(request), timezone.now()
    form = forms.AddressForm(request.POST or None, auto_id="address_%s")
    if form.is_valid():
        try:
            address = web_address(form.cleaned_data["address"])
            got, reading = reader.first_reading(actor, address, now=now)
            fields = CalendarFields(name=form.cleaned_data["name"], address=address)
            made = commands.add_address(by=actor, fields=fields, now=now)
            taken = reader.store_reading(by=actor, calendar_id=made.pk, got=got, reading=reading, now=now)
        except (FetchFault, Trouble, Unreadable) as fault:
            form.add_error("address", wording.trouble(fault.code))
        except Refusal as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, _("Calendar added.") + " " + (wording.taken(taken) if taken else ""))
            return redirect("meetings:calendars")
    return _again(request, address=form)


@never_cache
def add_server(request: HttpRequest) -> HttpResponse:
    """Find the calendars of a CalDAV server. A single one is read at once; of several, the person chooses."""
    actor, now = actor_of(request), timezone.now()
    form = forms.CalDavForm(request.POST or None, auto_id="server_%s")
    if form.is_valid():
        secret = Secret(user=form.cleaned_data["user"], password=form.cleaned_data["password"])
        try:
            found = caldav.calendars_at(web_address(form.cleaned_data["address"]), secret)
            made = commands.add_found(by=actor, found=found, secret=secret, now=now)
        except (FetchFault, caldav.Refused) as fault:
            form.add_error("password" if fault.code == "refused" else "address", wording.trouble(fault.code))
        except Refusal as refused:
            form.add_error(None, refused.sentence)
        else:
            if len(made) == 1:
                reader.read_calendar(made[0].pk, now=now)
            several = _("%(number)s calendars found. Choose which ones Amity reads.") % {"number": len(made)}
            one = _("Calendar added.") if made else _("All calendars of this server are already here.")
            messages.success(request, several if len(made) > 1 else one)
            return redirect("meetings:calendars")
    return _again(request, server=form)


def edit_calendar(request: HttpRequest, calendar_id: int) -> HttpResponse:
    """Change a calendar's name, address, user or password."""
    actor = actor_of(request)
    seen = queries.calendar_seen_by(actor, calendar_id)
    form = forms.EditForm(request.POST or None, reaches_out=seen.kind != "upload")
    form.fill(seen)
    back = reverse("meetings:calendars")
    page = ActPage(
        title=_("Edit calendar"), button=_("Save calendar"), back=back,
        crumbs=((_("My settings"), reverse("people:own")), (_("Calendars"), back)),
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        fields = form.fields_given()
        commands.edit_calendar(
            by=actor, calendar_id=calendar_id, version=values["version"] or 0, fields=fields, now=timezone.now()
        )
        messages.success(request, _("Calendar saved. Amity reads it within a minute."))
        return back

    return act_page(request, page, form, act)


@require_POST
def check_calendar(request: HttpRequest, calendar_id: int) -> HttpResponse:
    """Read a calendar now."""
    seen = queries.calendar_seen_by(actor_of(request), calendar_id)
    taken = reader.read_calendar(seen.pk, now=timezone.now())
    if taken is not None:
        messages.success(request, wording.taken(taken))
    else:
        seen = queries.calendar_seen_by(actor_of(request), calendar_id)
        messages.warning(request, wording.trouble(seen.trouble) or _("This calendar isn’t read."))
    return redirect("meetings:calendars")


@require_POST
def pause_calendar(request: HttpRequest, calendar_id: int) -> HttpResponse:
    """Stop reading a calendar."""
    commands.pause_calendar(by=actor_of(request), calendar_id=calendar_id, now=timezone.now())
    messages.success(
        request, _("Calendar paused."), extra_tags=reverse("meetings:resume_calendar", args=[calendar_id])
    )  # fmt: skip
    return redirect("meetings:calendars")


@require_POST
def resume_calendar(request: HttpRequest, calendar_id: int) -> HttpResponse:
    """Read a calendar again."""
    commands.resume_calendar(by=actor_of(request), calendar_id=calendar_id, now=timezone.now())
    messages.success(request, _("Calendar resumed. Amity reads it within a minute."))
    return redirect("meetings:calendars")


@require_POST
def remove_calendar(request: HttpRequest, calendar_id: int) -> HttpResponse:
    """Remove a calendar, its password, and its meetings that nothing refers to."""
    gone = commands.remove_calendar(by=actor_of(request), calendar_id=calendar_id, now=timezone.now())
    messages.success(request, _("Calendar removed, with %(number)s of its meetings.") % {"number": gone})
    return redirect("meetings:calendars")


def _again(request: HttpRequest, **given: "WordedForm") -> HttpResponse:
    """Show the page with the form that was sent and its errors, or with an empty one."""
    status = 422 if any(form.errors for form in given.values()) else 200
    return render(request, PAGE, calendars_page(actor_of(request), **given), status=status)
