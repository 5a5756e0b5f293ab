"""URLs of questions and facts."""

from django.urls import path

from amity.facts import views
from amity.facts.tables import QuestionList

app_name = "facts"
urlpatterns = [
    path("to-find-out/", QuestionList.as_view(), name="questions"),
    path("to-find-out/<int:fact_id>/", views.answer, name="answer"),
    path("to-find-out/<int:fact_id>/take-over/", views.take_over, name="take_over"),
    path("to-find-out/<int:fact_id>/withdraw/", views.withdraw, name="withdraw"),
    path("facts/<str:kind>/<int:subject_id>/<str:field>/", views.state, name="state"),
    path("facts/<str:kind>/<int:subject_id>/<str:field>/ask/", views.ask, name="ask"),
]
