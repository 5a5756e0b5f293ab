"""Django's entry to the part."""

from django.apps import AppConfig


class RetainersConfig(AppConfig):
    name = "amity.retainers"
