"""URLs of the outbox."""

from django.urls import path

from amity.outbox import views
from amity.outbox.tables import MessageList

app_name = "outbox"
urlpatterns = [
    path("settings/mail/", MessageList.as_view(), name="messages"),
    path("settings/mail/<int:message_id>/decide/", views.decide, name="decide"),
    path("settings/mail/<int:message_id>/again/", views.try_again, name="try_again"),
]
