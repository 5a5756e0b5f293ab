"""Addresses of time and months."""

from django.urls import path

from amity.timesheets import tables, views
from amity.timesheets.choosing import views as choosing

app_name = "timesheets"
urlpatterns = [
    path("time/", tables.EntryList.as_view(), name="entries"),
    path("time/places/", views.places, name="places"),
    path("time/choose/", choosing.choose, name="choose"),
    path("time/months/", views.months, name="months"),
    path("time/months/rerate/", views.rerate, name="rerate"),
    path("time/months/<int:month>/close/", views.lock_month, name="lock_month"),
    path("time/months/<int:month>/open/", views.open_month, name="open_month"),
    path("time/<int:entry_id>/", views.entry, name="entry"),
    path("time/<int:entry_id>/delete/", views.delete_entry, name="delete_entry"),
    path("time/<int:entry_id>/undo/", views.undo_delete, name="undo_delete"),
]
