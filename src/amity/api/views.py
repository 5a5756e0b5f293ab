"""The reference page of the API, drawn from its OpenAPI schema."""

from collections.abc import Sequence
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override

from amity.api import documents, reading, site


def docs(request: HttpRequest) -> HttpResponse:
    """Show every operation by tag, with its parameters, body and response."""
    context = {
        "reference": reference(site.served(), get_language()),
        "version": site.VERSION,
        "schema_url": reverse("rest:openapi-json"),
    }
    return render(request, "api/docs.html", context)


def reference(api: site.Machines, language: str | None) -> SafeString:
    """Return the operations and objects of an API as HTML, which is the same for everyone who reads a language.

    What a child process made is read each time: it is long, and few ask for it.
    """
    made = documents.made_apart(language)
    return SafeString(made) if made else drawn(api, language)


@lru_cache(maxsize=8)
def drawn(api: site.Machines, language: str | None) -> SafeString:
    """Return the reference as drawn in this process, which keeps it."""
    schema = api.get_openapi_schema()
    context = {"groups": reading.groups(schema), "shapes": reading.shapes(schema)}
    return render_to_string("api/reference.html", context)


def make_apart(languages: Sequence[str]) -> None:
    """Have a child process make the schema and the reference in these languages, for the web processes forked later."""
    documents.make_apart([documents.SCHEMA, *languages], _text)


def _text(name: str) -> str:
    if name == documents.SCHEMA:
        return site.served().schema_text().decode()
    with override(name):
        return str(reference(site.served(), name))
