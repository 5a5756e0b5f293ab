"""Django's entry to the part."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "amity.jobs"
