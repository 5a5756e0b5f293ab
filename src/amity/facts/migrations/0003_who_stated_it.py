"""Who stated something, when and where gets names a stranger knows."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("facts", "0002_chased")]
    operations = [
        migrations.RenameField("fact", "said_by", "stated_by"),
        migrations.RenameField("fact", "said_on", "stated_on"),
        migrations.RenameField("fact", "said_where", "stated_in"),
    ]
