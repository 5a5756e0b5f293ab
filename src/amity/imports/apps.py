"""Django's entry to the part."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "amity.imports"
