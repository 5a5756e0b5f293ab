import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("lines", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="HoursByDiscipline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seconds", models.PositiveBigIntegerField()),
                ("discipline", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.discipline")),
                ("terms", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="hours", to="lines.terms")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("terms", "discipline"), name="lines_hours_once")],
            },
        ),
    ]
