"""Addresses of the services map."""

from django.urls import path

from amity.services.cells import views as cells
from amity.services.map import views as maps

CELL = "growth/accounts/<int:account_id>/services/<int:service_id>/"

app_name = "services"
urlpatterns = [
    path("growth/", maps.services, name="map"),
    path("growth/services/file/", maps.services_file, name="map_file"),
    path("growth/accounts/<int:account_id>/services/", maps.account, name="account"),
    path("growth/accounts/<int:account_id>/services/section/", maps.account_section, name="section"),
    path(CELL, cells.record_service, name="record_service"),
    path(f"{CELL}dismiss/", cells.dismiss_service, name="dismiss_service"),
    path(f"{CELL}confirm/", cells.confirm_service, name="confirm_service"),
    path(f"{CELL}remove/", cells.remove_record, name="remove_record"),
]
