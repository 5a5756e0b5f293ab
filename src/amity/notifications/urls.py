"""Addresses of notifications."""

from django.urls import path

from amity.notifications import views

app_name = "notifications"
urlpatterns = [
    path("notifications/", views.notifications, name="notifications"),
    path("notifications/read/", views.mark_all_read, name="mark_all_read"),
    path("notifications/<int:notification_id>/open/", views.open_notification, name="open_notification"),
    path("notifications/<int:notification_id>/read/", views.mark_read, name="mark_read"),
]
