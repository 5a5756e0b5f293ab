"""URLs of the mailbox."""

from django.urls import path

from amity.mailbox.connections.urls import urlpatterns as connection_patterns
from amity.mailbox.threads import views as thread_views
from amity.mailbox.threads.tables import ThreadList
from amity.mailbox.uploads import views as upload_views

app_name = "mailbox"
urlpatterns = [
    path("threads/", ThreadList.as_view(), name="threads"),
    path("threads/<int:thread_id>/", thread_views.thread, name="thread"),
    path("threads/<int:thread_id>/project/", thread_views.choose_project, name="choose_project"),
    path("emails/<int:email_id>/remove/", thread_views.remove_message, name="remove_message"),
    path("accounts/<int:account_id>/emails/import/", upload_views.import_emails, name="import_emails"),
    path("emails/imports/<int:upload_id>/", upload_views.upload, name="upload"),
    path("emails/imports/<int:upload_id>/undo/", upload_views.undo_upload, name="undo_upload"),
    *connection_patterns,
]
