"""URLs of duties and joint objectives."""

from django.urls import path

from amity.charter.duties import views
from amity.charter.objectives import views as objective_views

app_name = "charter"
urlpatterns = [
    path("accounts/<int:account_id>/who-does-what/", views.account, name="account"),
    path("accounts/<int:account_id>/who-does-what/questions/", views.answer, name="answer"),
    path("accounts/<int:account_id>/who-does-what/<slug:duty>/", views.duty, name="duty"),
    path("accounts/<int:account_id>/who-does-what/<slug:duty>/reset/", views.reset, name="reset"),
    path("accounts/<int:account_id>/objectives/", objective_views.objectives, name="objectives"),
    path("accounts/<int:account_id>/objectives/set/", objective_views.set_objective, name="set_objective"),
    path("objectives/<int:objective_id>/", objective_views.edit_objective, name="edit_objective"),
    path("objectives/<int:objective_id>/read/", objective_views.read_objective, name="read_objective"),
    path("objectives/<int:objective_id>/drop/", objective_views.drop_objective, name="drop_objective"),
    path("settings/who-does-what/", views.default, name="default"),
    path("settings/who-does-what/<slug:duty>/", views.default_duty, name="default_duty"),
    path("settings/who-does-what/<slug:duty>/reset/", views.reset_default, name="reset_default"),
]
