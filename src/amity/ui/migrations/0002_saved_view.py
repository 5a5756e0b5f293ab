"""Views of lists that people keep."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ui", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person_id", models.BigIntegerField()),
                ("list_key", models.CharField(max_length=40)),
                ("name", models.CharField(blank=True, default="", max_length=60)),
                ("query", models.CharField(blank=True, default="", max_length=1500)),
                ("shared", models.BooleanField(default=False)),
            ],
            options={
                "indexes": [models.Index(fields=["list_key"], name="ui_view_list")],
                "constraints": [
                    models.UniqueConstraint(fields=("person_id", "list_key", "name"), name="ui_view_name_once"),
                ],
            },
        ),
    ]
