"""Who stated something, when and where gets names a stranger knows."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("charter", "0001_initial")]
    operations = [
        migrations.RenameField("reading", "said_by", "stated_by"),
    ]
