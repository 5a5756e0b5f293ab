"""Addresses of meetings and of a person's calendars."""

from django.urls import path

from amity.meetings import views
from amity.meetings.calendars import views as calendar_views

app_name = "meetings"
urlpatterns = [
    path("meetings/<int:meeting_id>/", views.meeting, name="meeting"),
    path("settings/me/calendars/", calendar_views.calendars, name="calendars"),
    path("settings/me/calendars/upload/", calendar_views.upload_files, name="upload_files"),
    path("settings/me/calendars/address/", calendar_views.add_address, name="add_address"),
    path("settings/me/calendars/server/", calendar_views.add_server, name="add_server"),
    path("settings/me/calendars/<int:calendar_id>/edit/", calendar_views.edit_calendar, name="edit_calendar"),
    path("settings/me/calendars/<int:calendar_id>/check/", calendar_views.check_calendar, name="check_calendar"),
    path("settings/me/calendars/<int:calendar_id>/pause/", calendar_views.pause_calendar, name="pause_calendar"),
    path("settings/me/calendars/<int:calendar_id>/resume/", calendar_views.resume_calendar, name="resume_calendar"),
    path("settings/me/calendars/<int:calendar_id>/remove/", calendar_views.remove_calendar, name="remove_calendar"),
]
