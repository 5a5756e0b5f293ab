"""Django's entry to the part."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "amity.outbox"
