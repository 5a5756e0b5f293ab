"""Two yardsticks: a signed-in view that validates a form and inserts one row, and a page with nothing on it.

The first writes no sums, no audit log and no prices, so it is only for comparison.
"""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import engines
from django.urls import include, path
from django.utils import timezone

from amity.projects.models import Project
from amity.timesheets.models import Entry

EMPTY = "{% extends 'ui/base.html' %}{% block title %}Empty{% endblock %}"


class PlainForm(forms.Form):
    """The fields of an entry."""

    work_date = forms.DateField()
    seconds = forms.IntegerField(min_value=1, max_value=86_400)
    text = forms.CharField(max_length=2000)
    project = forms.ModelChoiceField(Project.objects.all())


@login_required
def insert(request: HttpRequest) -> JsonResponse:
    """Insert one row."""
    form = PlainForm(request.POST)
    if not form.is_valid():
        return JsonResponse(form.errors, status=422)
    entry = Entry.objects.create(person_id=request.user.pk or 0, logged_at=timezone.now(), **form.cleaned_data)
    return JsonResponse({"id": entry.pk}, status=201)


def empty(request: HttpRequest) -> HttpResponse:
    """Return the frame of every page around nothing."""
    return HttpResponse(engines["django"].from_string(EMPTY).render({}, request))


urlpatterns = [path("plain/", insert), path("empty/", empty), path("", include("amity.config.urls"))]
