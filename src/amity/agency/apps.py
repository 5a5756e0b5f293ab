"""Django's entry to the part."""

from django.apps import AppConfig


class AgencyConfig(AppConfig):
    name = "amity.agency"
