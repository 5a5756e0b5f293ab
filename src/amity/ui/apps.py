"""Django's entry to the part."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "amity.ui"
    label = "ui"
