"""URLs of goals and strategy cards."""

from django.urls import path

from amity.strategy.cards import views as card_views
from amity.strategy.goals import views as goal_views
from amity.strategy.links import views as link_views
from amity.strategy.sheets import views as sheet_views

app_name = "strategy"
urlpatterns = [
    path("accounts/<int:account_id>/goals/set/", goal_views.set_goal, name="set_goal"),
    path("goals/<int:goal_id>/", goal_views.goal, name="goal"),
    path("goals/<int:goal_id>/revise/", goal_views.revise_goal, name="revise_goal"),
    path("goals/<int:goal_id>/read/", goal_views.read_goal, name="read_goal"),
    path("goals/<int:goal_id>/readings/<int:reading_id>/remove/", goal_views.remove_reading, name="remove_reading"),
    path("goals/<int:goal_id>/plan/", goal_views.plan_goal, name="plan_goal"),
    path("accounts/<int:account_id>/goals/readings/", sheet_views.add_sheet, name="add_sheet"),
    path("goals/of/<str:kind>/<int:subject_id>/", link_views.link_goal, name="link_goal"),
    path("goals/<int:goal_id>/end/", goal_views.end_goal, name="end_goal"),
    path("accounts/<int:account_id>/strategy/draft/", card_views.draft_card, name="draft_card"),
    path("strategy/<int:card_id>/", card_views.card, name="card"),
    path("strategy/<int:card_id>/edit/", card_views.edit_card, name="edit_card"),
    path("strategy/<int:card_id>/move/", card_views.move_card, name="move_card"),
]
