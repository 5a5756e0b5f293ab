"""The reference page of the API, drawn from its OpenAPI schema."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from amity.api import reading, site


def docs(request: HttpRequest) -> HttpResponse:
    """Show every operation by tag, with its parameters, body and response."""
    schema = site.schema()
    context = {
        "groups": reading.groups(schema),
        "shapes": reading.shapes(schema),
        "version": site.VERSION,
        "schema_url": reverse("rest:openapi-json"),
    }
    return render(request, "api/docs.html", context)
