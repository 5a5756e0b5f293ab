"""Deliveries count units."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("retainers", "0004_notes_sent_to_clients")]
    operations = [migrations.RenameField("delivery", "pieces", "units")]
