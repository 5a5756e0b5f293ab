"""URLs of conversations."""

from django.urls import path

from amity.conversations.notes import views as note_views
from amity.conversations.notes.tables import NoteList
from amity.conversations.requests import views as request_views

app_name = "conversations"
urlpatterns = [
    path("notes/", NoteList.as_view(), name="notes"),
    path("notes/add/", note_views.choose_account, name="choose_account"),
    path("accounts/<int:account_id>/notes/add/", note_views.record_note, name="record_note"),
    path("accounts/<int:account_id>/notes/read/", note_views.read_note, name="read_note"),
    path("notes/<int:note_id>/", note_views.note, name="note"),
    path("notes/<int:note_id>/edit/", note_views.edit_note, name="edit_note"),
    path("notes/<int:note_id>/points/add/", note_views.add_point, name="add_point"),
    path("requests/<int:request_id>/close/", request_views.close_request, name="close_request"),
    path("requests/<int:request_id>/reopen/", request_views.reopen_request, name="reopen_request"),
]
