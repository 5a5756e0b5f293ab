"""Addresses of meetings."""

from django.urls import path

from amity.meetings import views

app_name = "meetings"
urlpatterns = [
    path("meetings/<int:meeting_id>/", views.meeting, name="meeting"),
]
