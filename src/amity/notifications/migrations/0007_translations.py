"""Save what a notification says in the other languages. Older ones remain in the language of their time."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notifications", "0006_what_waits")]

    operations = [
        migrations.AddField("notification", "translations", models.JSONField(default=dict, db_default={})),
    ]
