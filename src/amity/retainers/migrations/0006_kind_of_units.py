"""Retainers by the unit have the kind that pages and the API name."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def to_units(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Rename the kind of all terms by the unit."""
    apps.get_model("retainers", "RetainerTerms").objects.filter(kind="pieces").update(kind="units")


def to_pieces(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Give the kind its former name."""
    apps.get_model("retainers", "RetainerTerms").objects.filter(kind="units").update(kind="pieces")


class Migration(migrations.Migration):
    """Only data."""

    dependencies = [("retainers", "0005_delivered_units")]
    operations = [migrations.RunPython(to_units, to_pieces)]
