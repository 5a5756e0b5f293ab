"""Addresses of the agency's settings and rates."""

from django.urls import path

from amity.agency import views
from amity.agency.catalogue import views as catalogue_views
from amity.agency.rates import views as rate_views

app_name = "agency"
urlpatterns = [
    path("first/", views.first, name="first"),
    path("settings/agency/", views.agency, name="agency"),
    path("settings/agency/services/", catalogue_views.add_service, name="add_service"),
    path("settings/agency/services/<int:service_id>/", catalogue_views.edit_service, name="edit_service"),
    path("settings/limits/", views.limits, name="limits"),
    path("settings/calendar/", views.calendar, name="calendar"),
    path("settings/rates/cost/", rate_views.cost_rates, name="cost_rates"),
    path("settings/rates/cost/level/", rate_views.set_cost_level, name="set_cost_level"),
    path("settings/rates/card/", rate_views.rate_card, name="rate_card"),
    path("settings/rates/exchange/", rate_views.exchange_rates, name="exchange_rates"),
]
