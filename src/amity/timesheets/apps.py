"""Django's entry to the part."""

from django.apps import AppConfig


class TimesheetsConfig(AppConfig):
    name = "amity.timesheets"
