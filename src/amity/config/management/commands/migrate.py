"""Django's migrate, as blind to labels as its makemigrations. Amity migrates by `amity.config.migrating`."""

from django.core.management.commands import migrate

from amity.config.migration_changes import Autodetector


class Command(migrate.Command):
    """Run the migrations."""

    autodetector = Autodetector
