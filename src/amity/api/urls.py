"""The page that explains the interface; what machines ask is put behind /api/v1/ by config."""

from django.urls import path

from amity.api import site, views

app_name = "api"
urlpatterns = [path(site.DOCS.lstrip("/"), views.docs, name="docs")]
