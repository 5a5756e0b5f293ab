"""Django's entry to the part."""

from django.apps import AppConfig


class ExpectationsConfig(AppConfig):
    name = "amity.expectations"
