"""Django's entry to the part."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "amity.reports"
    label = "reports"
