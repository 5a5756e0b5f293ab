"""What clients see of the balance of a retainer."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("agreements", "0011_approvers"), ("retainers", "0007_notes_sent_by_email")]

    operations = [
        migrations.CreateModel(
            name="ClientBalance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("shown", models.CharField(default="hidden", max_length=8, verbose_name="balance for the client")),
                (
                    "name",
                    models.CharField(
                        blank=True, default="", max_length=120, verbose_name="name for the client",
                        help_text="The client reads this name. Titles of agreements and projects stay inside.",
                    ),
                ),
                (
                    "agreement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="client_balance",
                        to="agreements.agreement", verbose_name="agreement",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(shown__in=("hidden", "live", "approved", "invoiced")),
                        name="retainers_balance_basis",
                    )
                ],
            },
        ),
    ]
