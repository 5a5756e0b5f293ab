"""Every address of Amity, part by part."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from amity.config import first

urlpatterns: list[URLPattern | URLResolver] = [
    path("", first.start, name="start"),
    path("favicon.ico", first.favicon, name="favicon"),
    *(path("", include(f"{part}.urls")) for part in settings.PARTS if find_spec(f"{part}.urls")),
]

handler400 = "amity.ui.views.bad_request"
handler403 = "amity.ui.views.forbidden"
handler404 = "amity.ui.views.not_found"
handler500 = "amity.ui.views.server_error"
