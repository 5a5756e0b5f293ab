"""Django's entry to the part."""

from django.apps import AppConfig


class StrategyConfig(AppConfig):
    name = "amity.strategy"
