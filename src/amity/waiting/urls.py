"""Addresses of what waits."""

from django.urls import path

from amity.waiting import views

app_name = "waiting"
urlpatterns = [
    path("waiting/", views.waiting, name="waiting"),
    path("waiting/<slug:kind_key>/<int:item_id>/<slug:act_key>/", views.act, name="act"),
    path("waiting/<slug:kind_key>/<int:item_id>/<slug:act_key>/undo/", views.undo, name="undo"),
]
