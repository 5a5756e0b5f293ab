"""The tables that third-party rights had here."""

from django.db import migrations


class Migration(migrations.Migration):
    """Their rows have moved."""

    dependencies = [("agreements", "0006_rights_move_to_their_part")]
    operations = [
        migrations.DeleteModel("RightWarned"),
        migrations.DeleteModel("RightOnLine"),
        migrations.DeleteModel("Right"),
        migrations.DeleteModel("RightsRegister"),
    ]
