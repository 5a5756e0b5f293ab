"""Work as it was last cleared, and a deliverable with its versions and comments."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amity.files.downloads import file_response
from amity.portal.pages import Reader
from amity.portal.work import commands, queries
from amity.portal.work.forms import OwnCommentForm
from amity.shared.errors import Invalid, NotSeen


@require_safe
def work(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the status and the deliverables, each as it was last cleared."""
    context = {
        "reader": reader,
        "status": queries.status_of(reader.contacts),
        "deliverables": queries.deliverables_shown(reader.contacts),
        "here": "work",
    }
    return render(request, "portal/work.html", context)


def deliverable(request: HttpRequest, reader: Reader, deliverable_id: int) -> HttpResponse:
    """Show the versions of a deliverable that were sent, and take a comment on the newest."""
    shown = queries.deliverable_shown(reader.contacts, deliverable_id)
    form = OwnCommentForm(request.POST or None, shows=shown.newest.shows)
    if reader.visitor is not None and request.method == "POST" and form.is_valid():
        try:
            commands.comment(
                visitor=reader.visitor,
                shown=shown,
                words=form.cleaned_data["words"],
                pin=form.pin(),
                now=timezone.now(),
            )
        except Invalid as fault:
            form.add_error(fault.field if fault.field in form.fields else None, fault.sentence)
        else:
            messages.success(request, _("Thank you. We have your comment."))
            return redirect(request.path)
    context = {"reader": reader, "one": shown, "form": form, "here": "work"}
    return render(request, "portal/deliverable.html", context, status=422 if form.errors else 200)


@require_safe
def version_file(request: HttpRequest, reader: Reader, deliverable_id: int, number: int) -> FileResponse:
    """Return the file of a version that was sent."""
    for one in queries.deliverable_shown(reader.contacts, deliverable_id).versions:
        if one.version.number == number and one.version.file is not None:
            return file_response(one.version.file)
    raise NotSeen(_("Page not found."))
