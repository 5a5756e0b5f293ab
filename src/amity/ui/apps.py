"""Django's entry to the part."""

from typing import Any

from django.apps import AppConfig

from amity.ui.required import give_instructions


class UiConfig(AppConfig):
    name = "amity.ui"
    label = "ui"

    def __init__(self, *args: Any) -> None:
        """Let fields say what to enter, before any form is declared."""
        super().__init__(*args)
        give_instructions()
