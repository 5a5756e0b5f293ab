"""Who stated something, when and where gets names a stranger knows."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("briefs", "0002_hours_link_ends")]
    operations = [
        migrations.RenameField("brief", "said_by", "stated_by"),
        migrations.RenameField("brief", "said_on", "stated_on"),
        migrations.RenameField("brief", "said_where", "stated_in"),
        migrations.RenameField("brief", "said_words", "client_words"),
        migrations.RenameField("step", "told_on", "stated_on"),
        migrations.RenameField("step", "told_where", "stated_in"),
        migrations.RenameField("briefline", "said_by", "stated_by"),
        migrations.RenameField("briefline", "said_on", "stated_on"),
    ]
