"""Addresses of advice."""

from django.urls import path

from amity.advice.practices import views as practices
from amity.advice.practices.tables import PracticeList
from amity.advice.recommendations import views
from amity.advice.suggestions import views as suggestions

app_name = "advice"
urlpatterns = [
    path("practices/", PracticeList.as_view(), name="practices"),
    path("practices/new/", practices.record_practice, name="record_practice"),
    path("practices/starters/", practices.add_starters, name="add_starters"),
    path("practices/<int:practice_id>/", practices.practice, name="practice"),
    path("practices/<int:practice_id>/edit/", practices.edit_practice, name="edit_practice"),
    path("practices/<int:practice_id>/archive/", practices.archive_practice, name="archive_practice"),
    path("practices/<int:practice_id>/restore/", practices.restore_practice, name="restore_practice"),
    path("accounts/<int:account_id>/recommendations/new/", views.recommend, name="recommend"),
    path("accounts/<int:account_id>/advice/", suggestions.account_advice, name="account_advice"),
    path("projects/<int:project_id>/advice/", suggestions.project_advice, name="project_advice"),
    path("briefs/<int:brief_id>/advice/", suggestions.brief_advice, name="brief_advice"),
    path("recommendations/<int:recommendation_id>/", views.recommendation, name="recommendation"),
    path("recommendations/<int:recommendation_id>/edit/", views.edit_recommendation, name="edit_recommendation"),
    path("recommendations/<int:recommendation_id>/send/", views.send, name="send"),
    path("recommendations/<int:recommendation_id>/withdraw/", views.withdraw, name="withdraw"),
    path("recommendations/<int:recommendation_id>/answer/", views.answer, name="answer"),
    path("recommendations/<int:recommendation_id>/brief/", views.brief, name="brief"),
    path("recommendations/<int:recommendation_id>/outcome/", views.outcome, name="outcome"),
]
