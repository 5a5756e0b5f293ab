"""URLs of jobs."""

from django.urls import path, re_path

from amity.jobs import views
from amity.jobs.tables import JobList

app_name = "jobs"
urlpatterns = [
    path("settings/jobs/", JobList.as_view(), name="jobs"),
    path("jobs/<int:job_id>/", views.job, name="job"),
    re_path(r"^jobs/(?P<job_id>\d+)/(?P<verb>cancel|resume|undo)/$", views.act_on_job, name="act_on_job"),
]
