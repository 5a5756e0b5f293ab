"""URLs of the mailbox."""

from django.urls import path

from amity.mailbox.threads import views as thread_views
from amity.mailbox.threads.tables import ThreadList

app_name = "mailbox"
urlpatterns = [
    path("threads/", ThreadList.as_view(), name="threads"),
    path("threads/<int:thread_id>/", thread_views.thread, name="thread"),
]
