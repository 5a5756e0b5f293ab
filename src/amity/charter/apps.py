"""Django's entry to the part."""

from django.apps import AppConfig


class CharterConfig(AppConfig):
    name = "amity.charter"

    def ready(self) -> None:
        """Let people ask who holds a duty at the client."""
        from amity.accounts import hooks
        from amity.charter import wording

        hooks.fact_fields.append(wording.client_side_words)
