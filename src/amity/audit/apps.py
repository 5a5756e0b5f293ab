"""Django's entry to the part."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "amity.audit"
