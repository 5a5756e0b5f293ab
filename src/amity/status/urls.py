"""URLs of statuses."""

from django.urls import path

from amity.status.answers import views as answer_views
from amity.status.asks import views as ask_views
from amity.status.contradictions import views as question_views
from amity.status.contradictions.tables import QuestionList

app_name = "status"
urlpatterns = [
    path("status/", answer_views.status, name="status"),
    path("status/email/", ask_views.email_me, name="email_me"),
    path("status/questions/", QuestionList.as_view(), name="questions"),
    path("status/questions/<int:contradiction_id>/answer/", question_views.answer, name="answer_question"),
    path("status/questions/<int:contradiction_id>/explain/", question_views.explain, name="explain"),
    path("status/by-link/<str:token>/", ask_views.by_link, name="by_email"),
    path("status/by-link/<str:token>/<int:project_id>/", ask_views.by_link, name="by_link"),
    path("projects/<int:project_id>/status/", answer_views.answer, name="answer"),
    path("projects/<int:project_id>/status/confirm/", answer_views.confirm, name="confirm"),
    path("projects/<int:project_id>/status/rhythm/", ask_views.rhythm, name="rhythm"),
    path("settings/status/", ask_views.settings, name="settings"),
]
