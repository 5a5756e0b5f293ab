"""Django's entry to the part."""

from django.apps import AppConfig


class LinesConfig(AppConfig):
    name = "amity.lines"
