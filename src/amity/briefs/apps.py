"""Django's entry to the part."""

from django.apps import AppConfig


class BriefsConfig(AppConfig):
    name = "amity.briefs"
