"""Django's entry to the part."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "amity.accounts"
