"""URLs of conversations."""

from django.urls import path

from amity.conversations.actions import views as action_views
from amity.conversations.actions.tables import ActionList
from amity.conversations.calls import views as call_views
from amity.conversations.closings import views as closing_views
from amity.conversations.emails import views as email_views
from amity.conversations.feeds import views as feed_views
from amity.conversations.notes import views as note_views
from amity.conversations.notes.tables import NoteList
from amity.conversations.passing import views as passing_views
from amity.conversations.transcripts import views as transcript_views

app_name = "conversations"
urlpatterns = [
    path("notes/", NoteList.as_view(), name="notes"),
    path("notes/add/", note_views.choose_account, name="choose_account"),
    path("accounts/<int:account_id>/notes/add/", note_views.record_note, name="record_note"),
    path("accounts/<int:account_id>/notes/read/", note_views.read_note, name="read_note"),
    path("notes/<int:note_id>/", note_views.note, name="note"),
    path("notes/<int:note_id>/edit/", note_views.edit_note, name="edit_note"),
    path("notes/<int:note_id>/points/add/", note_views.add_point, name="add_point"),
    path("notes/<int:note_id>/transcript/", transcript_views.transcript, name="transcript"),
    path("notes/<int:note_id>/transcript/download/", transcript_views.download_transcript, name="download_transcript"),
    path("notes/<int:note_id>/transcript/delete/", transcript_views.delete_transcript, name="delete_transcript"),
    path("emails/<int:email_id>/points/add/", email_views.add_email_point, name="add_email_point"),
    path("actions/", ActionList.as_view(), name="actions"),
    path("actions/<int:action_id>/", action_views.action, name="action"),
    path("actions/<int:action_id>/edit/", action_views.edit_action, name="edit_action"),
    path("actions/<int:action_id>/finish/", action_views.finish_action, name="finish_action"),
    path("actions/<int:action_id>/reopen/", action_views.reopen_action, name="reopen_action"),
    path("accounts/<int:account_id>/actions/add/", action_views.add_action, name="add_action"),
    path("projects/<int:project_id>/actions/add/", action_views.add_project_action, name="add_project_action"),
    path("settings/me/calendar/", feed_views.own_feed, name="own_feed"),
    path("settings/me/calendar/revoke/", feed_views.revoke_feed, name="revoke_feed"),
    path("calendar/<str:secret>.ics", feed_views.feed, name="feed"),
    path("meetings/<int:meeting_id>/before-the-call/", call_views.before_meeting, name="before_meeting"),
    path("meetings/<int:meeting_id>/note/", call_views.note_meeting, name="note_meeting"),
    path("settings/me/emails/", call_views.own_emails, name="own_emails"),
    path("contacts/<int:contact_id>/before-the-call/", call_views.before_contact, name="before_contact"),
    path("close-the-day/", closing_views.close_day, name="close_day"),
    path("accounts/<int:account_id>/pass-on/", passing_views.pass_on, name="pass_on"),
    path("accounts/<int:account_id>/for-client/", passing_views.raise_for_client, name="raise_on_account"),
    path("projects/<int:project_id>/for-client/", passing_views.raise_for_client, name="raise_on_project"),
    path("register/<int:risk_id>/for-client/", passing_views.raise_entry, name="raise_entry"),
    path("passed-on/<int:passed_id>/", passing_views.passed, name="passed"),
    path("passed-on/<int:passed_id>/reopen/", passing_views.reopen_passed, name="reopen_passed"),
    path("passed-on/<int:passed_id>/<slug:answer>/", passing_views.answer, name="answer_passed"),
]
