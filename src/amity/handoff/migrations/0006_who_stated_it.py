"""Who stated something, when and where gets names a stranger knows."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("handoff", "0005_promises_become_records")]
    operations = [
        migrations.RenameField("note", "said_by", "stated_by"),
        migrations.RenameField("note", "said_on", "stated_on"),
        migrations.RenameField("note", "said_where", "stated_in"),
        migrations.RenameField("readback", "said_by", "stated_by"),
        migrations.RenameField("readback", "said_at", "stated_at"),
    ]
