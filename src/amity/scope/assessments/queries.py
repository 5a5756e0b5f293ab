"""Queries for assessments."""

from collections.abc import Collection, Iterable
from functools import reduce
from operator import or_

from django.db.models import Q

from amity.people.models import Person
from amity.projects.stand_ins.of_person import ways_managed
from amity.scope.models import Assessment, Request


def assessments_of(request: Request) -> list[Assessment]:
    """Return the assessments of a request with their hours, the newest first."""
    rows = Assessment.objects.filter(request=request).select_related("line", "assessed_by")
    return list(rows.prefetch_related("hours__discipline").order_by("-pk"))


def newest_of(requests: Iterable[Request]) -> dict[int, Assessment]:
    """Return the newest assessment of each request, with its hours, by request."""
    rows = Assessment.objects.filter(request__in=[one.pk for one in requests]).select_related("line", "assessed_by")
    return {one.request_id: one for one in rows.prefetch_related("hours__discipline").order_by("pk")}


def seconds_by_request(request_ids: Collection[int]) -> dict[int, int]:
    """Return the hours of the newest assessment of each request that has one, in seconds."""
    rows = Assessment.objects.filter(request__in=request_ids).order_by("pk")
    return dict(rows.values_list("request_id", "seconds"))


def assessed_by(person: Person) -> Q:
    """Return the condition that a request is a person's to assess: by name or as its project's manager, or for them."""
    return reduce(or_, ways_to_assess(person))


def ways_to_assess(person: Person) -> tuple[Q, ...]:
    """Return the conditions of `assessed_by`, for `any_of`."""
    by_project = (Q(way, assessor=None) for way in ways_managed(person, "project__manager"))
    return *ways_managed(person, "assessor"), *by_project
