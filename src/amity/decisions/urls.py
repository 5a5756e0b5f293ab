"""Addresses of decisions."""

from django.urls import path

from amity.decisions import views
from amity.decisions.consultations import views as asking
from amity.decisions.tables import DecisionList

app_name = "decisions"
urlpatterns = [
    path("accounts/<int:account_id>/decisions/new/", views.open_decision, name="open_decision"),
    path("accounts/<int:account_id>/decisions/at-once/", views.decide_at_once, name="decide_at_once"),
    path("decisions/", DecisionList.as_view(), name="decisions"),
    path("decisions/<int:decision_id>/", views.decision, name="decision"),
    path("decisions/<int:decision_id>/edit/", views.edit_decision, name="edit_decision"),
    path("decisions/<int:decision_id>/options/", views.add_option, name="add_option"),
    path("decisions/<int:decision_id>/options/<int:option_id>/", views.edit_option, name="edit_option"),
    path("decisions/<int:decision_id>/options/<int:option_id>/remove/", views.remove_option, name="remove_option"),
    path("decisions/<int:decision_id>/facts/", views.add_fact, name="add_fact"),
    path("decisions/<int:decision_id>/facts/<int:fact_id>/", views.edit_fact, name="edit_fact"),
    path("decisions/<int:decision_id>/facts/<int:fact_id>/remove/", views.remove_fact, name="remove_fact"),
    path("decisions/<int:decision_id>/ask/", asking.ask_colleague, name="ask"),
    path("decisions/answers/<int:consultation_id>/", asking.answer, name="answer"),
    path("decisions/by-link/<str:token>/", asking.by_link, name="by_link"),
    path("decisions/<int:decision_id>/confirm/", views.confirm, name="confirm"),
    path("decisions/<int:decision_id>/decide/", views.decide, name="decide"),
    path("decisions/<int:decision_id>/reopen/", views.reopen, name="reopen"),
    path("decisions/<int:decision_id>/send/", views.send, name="send"),
    path("decisions/<int:decision_id>/inform/", views.inform, name="inform"),
    path("decisions/<int:decision_id>/review/", views.review, name="review"),
    path("requests/<int:request_id>/make-decision/", views.decide_request, name="decide_request"),
    path("conflicts/<int:conflict_id>/decide/", views.decide_conflict, name="decide_conflict"),
]
