"""An account's conversation finds client input by the dates on which it was asked for and received."""

from datetime import UTC

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce, TruncDate


def date_received(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Give each step to *received* its date: that of the input, or the day on which it was recorded."""
    steps = apps.get_model("monitoring", "InputStep").objects.filter(after="in", named_on=None)
    received = apps.get_model("monitoring", "ClientInput").objects.filter(pk=OuterRef("input_id")).values("received_on")
    steps.update(named_on=Coalesce(Subquery(received[:1]), TruncDate("at", tzinfo=UTC)))


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0005_events_of_input")]

    operations = [
        migrations.RunPython(date_received, migrations.RunPython.noop),
        migrations.AddIndex(
            "clientinput", models.Index(fields=["account", "-asked_on", "-id"], name="monitoring_input_by_date")
        ),
    ]
