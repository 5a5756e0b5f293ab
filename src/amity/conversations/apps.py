"""Django's entry to the part."""

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "amity.conversations"
