"""Addresses of huddles."""

from django.urls import path

from amity.huddles import views
from amity.huddles.surprises import views as surprises
from amity.huddles.tables import HuddleList

app_name = "huddles"
POINT = "huddles/<int:huddle_id>/points/<slug:kind>/<int:item>/"
urlpatterns = [
    path("huddles/", HuddleList.as_view(), name="huddles"),
    path("huddles/open/", views.open_huddle, name="open_huddle"),
    path("huddles/<int:huddle_id>/", views.huddle, name="huddle"),
    path("huddles/<int:huddle_id>/numbers/", views.numbers, name="numbers"),
    path("huddles/<int:huddle_id>/start/", views.start_huddle, name="start_huddle"),
    path("huddles/<int:huddle_id>/add/", views.add_point, name="add_point"),
    path(f"{POINT}take/", views.take_point, name="take_point"),
    path(f"{POINT}owner/", views.choose_owner, name="choose_owner"),
    path(f"{POINT}settle/", views.settle_point, name="settle_point"),
    path(f"{POINT}reopen/", views.reopen_point, name="reopen_point"),
    path("huddles/follow-ups/<int:follow_up_id>/", views.tick_follow_up, name="tick_follow_up"),
    path("accounts/<int:account_id>/surprises/", surprises.surprises, name="surprises"),
]
