"""Addresses of growth."""

from django.urls import path

from amity.growth import views
from amity.growth.renewals.tables import RenewalList
from amity.growth.retention.tables import RetentionList
from amity.growth.tables import OpportunityList

app_name = "growth"
urlpatterns = [
    path("growth/pipeline/", views.growth, name="growth"),
    path("growth/renewals/", RenewalList.as_view(), name="renewals"),
    path("growth/retention/", RetentionList.as_view(), name="retention"),
    path("growth/opportunities/", OpportunityList.as_view(), name="opportunities"),
    path("growth/opportunities/new/", views.record_opportunity, name="record_opportunity"),
    path("accounts/<int:account_id>/growth/", views.growth_of_account, name="of_account"),
    path("accounts/<int:account_id>/opportunities/new/", views.record_on_account, name="record_on_account"),
    path("growth/opportunities/<int:opportunity_id>/", views.opportunity, name="opportunity"),
    path("growth/opportunities/<int:opportunity_id>/edit/", views.edit_opportunity, name="edit_opportunity"),
    path("growth/opportunities/<int:opportunity_id>/move/", views.move, name="move"),
    path("growth/opportunities/<int:opportunity_id>/step/", views.plan_step, name="plan_step"),
    path("growth/opportunities/<int:opportunity_id>/win/", views.win, name="win"),
    path("growth/opportunities/<int:opportunity_id>/lose/", views.lose, name="lose"),
    path("growth/opportunities/<int:opportunity_id>/reopen/", views.reopen, name="reopen"),
]
