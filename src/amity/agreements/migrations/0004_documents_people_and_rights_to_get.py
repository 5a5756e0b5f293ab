"""Sections of a pasted document: how deep a heading lies, and one without words. People named. Rights to get."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agreements", "0003_what_was_agreed_before")]
    operations = [
        migrations.AddField("clause", "level", models.PositiveSmallIntegerField(default=1)),
        migrations.AlterField("clause", "text", models.TextField(blank=True)),
        migrations.AddField("right", "wanted", models.BooleanField(default=False)),
        migrations.CreateModel(
            name="NamedPerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("side", models.CharField(max_length=6)),
                ("role", models.CharField(max_length=120)),
                ("name", models.CharField(max_length=200)),
                ("reach", models.CharField(blank=True, default="", max_length=200)),
                ("is_key", models.BooleanField(default=False)),
                ("rule", models.TextField(blank=True, default="")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="named_people",
                        to="agreements.agreement",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RightWarned",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("step", models.PositiveSmallIntegerField()),
                (
                    "right",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="agreements.right"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            "rightwarned", models.UniqueConstraint(fields=["right", "on", "step"], name="agreements_right_warned_once")
        ),
    ]
