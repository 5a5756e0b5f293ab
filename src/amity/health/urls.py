"""Addresses of health: of one account, of all of them, its review, and its settings."""

from django.urls import path

from amity.health.account import views as account
from amity.health.portfolio.tables import HealthList
from amity.health.review import views as review
from amity.health.weights import views as weights

app_name = "health"
urlpatterns = [
    path("accounts/health/", HealthList.as_view(), name="portfolio"),
    path("accounts/health/review/", review.review, name="review"),
    path("accounts/health/review/<int:surprise_id>/", review.answer_surprise, name="answer_surprise"),
    path("accounts/<int:account_id>/health/", account.account_health, name="account"),
    path("settings/health/", weights.numbers, name="numbers"),
]
