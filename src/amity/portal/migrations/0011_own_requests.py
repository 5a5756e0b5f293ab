"""Clients' own requests are requests of scope, which came through their pages."""

import django.db.models.deletion
from django.db import migrations, models


def mark(apps, schema_editor):
    """Record how the requests came that clients wrote themselves."""
    rows = apps.get_model("scope", "Request").objects.using(schema_editor.connection.alias)
    own = apps.get_model("portal", "OwnRequest").objects.using(schema_editor.connection.alias)
    rows.filter(pk__in=own.values("request_id")).update(through="portal")


class Migration(migrations.Migration):

    dependencies = [("portal", "0010_answers_to_questions"), ("conversations", "0015_records_of_requests"), ("scope", "0001_initial")]
    run_before = [("conversations", "0016_requests_back")]

    operations = [
        migrations.AlterField(
            "ownrequest", "request",
            models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="own", to="scope.request"
            ),
        ),
        migrations.RunPython(mark, migrations.RunPython.noop),
    ]
