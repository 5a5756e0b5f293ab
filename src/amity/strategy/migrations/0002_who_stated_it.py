"""Who stated something, when and where gets names a stranger knows."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("strategy", "0001_initial")]
    operations = [
        migrations.RenameField("goal", "said_by", "stated_by"),
        migrations.RenameField("goal", "said_on", "stated_on"),
        migrations.RenameField("goal", "said_where", "stated_in"),
        migrations.RenameField("goal", "said_words", "client_words"),
        migrations.RenameField("goalrevision", "said_by", "stated_by"),
        migrations.RenameField("goalrevision", "said_on", "stated_on"),
        migrations.RenameField("goalrevision", "said_where", "stated_in"),
        migrations.RenameField("goalrevision", "said_words", "client_words"),
        migrations.RenameField("strategycard", "said_by", "stated_by"),
        migrations.RenameField("strategycard", "said_on", "stated_on"),
        migrations.RenameField("strategycard", "said_where", "stated_in"),
        migrations.RenameField("strategycard", "said_words", "client_words"),
    ]
