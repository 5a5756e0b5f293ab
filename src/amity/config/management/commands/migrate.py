"""Django's migrate, which asks for no migration over words."""

from django.core.management.commands import migrate

from amity.config.migration_changes import Autodetector


class Command(migrate.Command):
    """Bring the database up to date."""

    autodetector = Autodetector
