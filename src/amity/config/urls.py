"""All URLs of Amity, part by part, and the API."""

from importlib import import_module
from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, path

from amity.api import site
from amity.config import first, house
from amity.config.part_urls import part_urls

machines = site.machines(import_module(f"{part}.rest").router for part in house.PARTS if find_spec(f"{part}.rest"))

urlpatterns: list[URLPattern | URLResolver] = [
    path("", first.start, name="start"),
    path("settings/", first.settings, name="settings"),
    path("favicon.ico", first.favicon, name="favicon"),
    path(site.ROOT.lstrip("/"), machines.urls),
    *(part_urls(f"{part}.urls") for part in house.PARTS if find_spec(f"{part}.urls")),
]

handler400 = "amity.ui.views.bad_request"
handler403 = "amity.ui.views.forbidden"
handler404 = "amity.ui.views.not_found"
handler500 = "amity.ui.views.server_error"
