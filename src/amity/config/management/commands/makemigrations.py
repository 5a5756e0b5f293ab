"""Django's makemigrations, which ignores labels."""

from django.core.management.commands import makemigrations

from amity.config.migration_changes import Autodetector


class Command(makemigrations.Command):
    """Write the migrations that are missing."""

    autodetector = Autodetector
