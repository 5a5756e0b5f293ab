"""What each person opened last."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ui", "0002_saved_view")]
    operations = [
        migrations.CreateModel(
            name="Opened",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person_id", models.BigIntegerField()),
                ("kind", models.CharField(max_length=40)),
                ("thing_id", models.BigIntegerField(default=0)),
                ("at", models.DateTimeField()),
                ("times", models.PositiveIntegerField(default=1)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person_id", "kind", "thing_id"), name="ui_opened_once"),
                ],
            },
        ),
    ]
