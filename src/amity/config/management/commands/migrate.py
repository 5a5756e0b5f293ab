"""Django's migrate, which needs no migration for labels."""

from django.core.management.commands import migrate

from amity.config.migration_changes import Autodetector


class Command(migrate.Command):
    """Run the migrations."""

    autodetector = Autodetector
