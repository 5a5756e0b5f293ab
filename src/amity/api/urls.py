"""The URL of the API's reference page. The API itself is added under /api/v1/ by config."""

from django.urls import path

from amity.api import site, views

app_name = "api"
urlpatterns = [path(site.DOCS.lstrip("/"), views.docs, name="docs")]
