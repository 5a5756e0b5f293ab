"""Django's entry to the part."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "amity.people"
