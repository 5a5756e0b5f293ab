"""Addresses of the list of jobs, and of the lists it took the place of."""

from django.urls import path

from amity.work import tables, views

app_name = "work"
urlpatterns = [
    path("work/", tables.WorkList.as_view(), name="work"),
    path("projects/", views.former_projects, name="former_projects"),
    path("briefs/", views.former_briefs, name="former_briefs"),
]
