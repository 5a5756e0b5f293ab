"""Django's entry to the part."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "amity.agreements"
