"""Addresses of time and months."""

from django.urls import path

from amity.timesheets import tables, views
from amity.timesheets.choosing import views as choosing
from amity.timesheets.timer import views as timer

app_name = "timesheets"
TIMER = [
    path("time/timer/", timer.timer, name="timer"),
    path("time/timer/start/", timer.start_timer, name="start_timer"),
    path("time/timer/again/<int:entry_id>/", timer.start_again, name="start_again"),
    path("time/timer/stop/", timer.stop_timer, name="stop_timer"),
    path("time/timer/discard/", timer.discard_timer, name="discard_timer"),
    path("time/timer/resume/", timer.resume_timer, name="resume_timer"),
]
urlpatterns = [
    *TIMER,
    path("time/", tables.EntryList.as_view(), name="entries"),
    path("time/places/", views.places, name="places"),
    path("time/choose/", choosing.choose, name="choose"),
    path("time/months/", views.months, name="months"),
    path("time/months/rerate/", views.rerate, name="rerate"),
    path("time/<int:entry_id>/", views.entry, name="entry"),
    path("time/<int:entry_id>/delete/", views.delete_entry, name="delete_entry"),
    path("time/<int:entry_id>/undo/", views.undo_delete, name="undo_delete"),
]
