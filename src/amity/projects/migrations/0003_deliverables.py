"""How what a line delivers stands, and each of its moves."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("lines", "0001_initial"), ("projects", "0002_taken_over")]

    operations = [
        migrations.CreateModel(
            "Deliverable",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("state", models.CharField(default="planned", max_length=15)),
                ("revisions", models.PositiveSmallIntegerField(default=0)),
                ("changed_at", models.DateTimeField()),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deliverables", to="lines.line"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="deliverables", to="projects.project"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            "DeliverableStep",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("state", models.CharField(max_length=15)),
                ("evidence", models.CharField(blank=True, default="", max_length=500)),
                ("by_label", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "deliverable",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="projects.deliverable"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            "Deliverable",
            models.UniqueConstraint(fields=("project", "line"), name="projects_deliverable_once"),
        ),
    ]
