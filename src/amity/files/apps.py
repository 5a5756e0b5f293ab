"""Django's entry to the part."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "amity.files"
