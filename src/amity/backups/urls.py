"""URLs of backups."""

from django.urls import path

from amity.backups import views

app_name = "backups"
urlpatterns = [
    path("settings/backups/", views.backups, name="backups"),
    path("settings/backups/schedule/", views.change_schedule, name="change_schedule"),
    path("settings/backups/now/", views.back_up_now, name="back_up_now"),
]
