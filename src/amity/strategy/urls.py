"""Addresses of goals and strategy cards."""

from django.urls import path

from amity.strategy.views import cards, goals

app_name = "strategy"
urlpatterns = [
    path("accounts/<int:account_id>/goals/set/", goals.set_goal, name="set_goal"),
    path("goals/<int:goal_id>/", goals.goal, name="goal"),
    path("goals/<int:goal_id>/revise/", goals.revise_goal, name="revise_goal"),
    path("goals/<int:goal_id>/read/", goals.read_goal, name="read_goal"),
    path("goals/<int:goal_id>/readings/<int:reading_id>/remove/", goals.remove_reading, name="remove_reading"),
    path("goals/<int:goal_id>/end/", goals.end_goal, name="end_goal"),
    path("accounts/<int:account_id>/strategy/draft/", cards.draft_card, name="draft_card"),
    path("strategy/<int:card_id>/", cards.card, name="card"),
    path("strategy/<int:card_id>/edit/", cards.edit_card, name="edit_card"),
    path("strategy/<int:card_id>/move/", cards.move_card, name="move_card"),
]
