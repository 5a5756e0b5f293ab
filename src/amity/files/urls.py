"""URLs of stored files."""

from django.urls import path

from amity.files import views

app_name = "files"
urlpatterns = [path("files/<int:file_id>/", views.download, name="download")]
