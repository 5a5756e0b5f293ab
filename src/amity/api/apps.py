"""Django's entry to the part."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "amity.api"
    label = "api"
