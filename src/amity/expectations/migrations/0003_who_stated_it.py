"""Who stated something, when and where gets names a stranger knows."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("expectations", "0002_conflicts")]
    operations = [
        migrations.RenameField("expectation", "said_by", "stated_by"),
        migrations.RenameField("expectation", "said_on", "stated_on"),
        migrations.RenameField("expectation", "said_where", "stated_in"),
        migrations.RenameField("expectation", "said_words", "client_words"),
        migrations.RenameField("expectationstep", "said_by", "stated_by"),
        migrations.RenameField("expectationstep", "said_on", "stated_on"),
        migrations.RenameField("expectationstep", "said_where", "stated_in"),
        migrations.RenameField("expectationstep", "said_words", "client_words"),
    ]
