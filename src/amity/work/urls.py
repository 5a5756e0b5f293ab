"""Addresses of the list of jobs, of an account's jobs, and of the lists they took the place of."""

from django.urls import path

from amity.work import tables, views

app_name = "work"
urlpatterns = [
    path("work/", tables.WorkList.as_view(), name="work"),
    path("accounts/<int:account_id>/jobs/", views.account_jobs, name="account_jobs"),
    path("projects/", views.former_projects, name="former_projects"),
    path("briefs/", views.former_briefs, name="former_briefs"),
]
