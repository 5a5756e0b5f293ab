"""How are we doing: whether an account is asked, and what its contacts answered."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0008_shared_mailboxes"),
        ("portal", "0006_pins_of_comments"),
    ]

    operations = [
        migrations.CreateModel(
            name="PulseSetting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("is_on", models.BooleanField(default=False, help_text="Two questions on the client’s pages, at most once a quarter for each contact.", verbose_name="ask “How are we doing?”")),
                ("account", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="pulse", to="accounts.account", verbose_name="account")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Pulse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("quarter", models.PositiveIntegerField(verbose_name="quarter")),
                ("work", models.CharField(max_length=6, verbose_name="our work")),
                ("contact_amount", models.CharField(blank=True, default="", max_length=6, verbose_name="how often they hear from us")),
                ("to_director", models.BooleanField(default=False, verbose_name="the director reads it too")),
                ("sent_at", models.DateTimeField()),
                ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="pulses", to="accounts.account", verbose_name="account")),
                ("contact", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="pulses", to="accounts.contact", verbose_name="contact")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("contact", "quarter"), name="portal_pulse_once_a_quarter"), models.CheckConstraint(condition=models.Q(("work__in", ("well", "mixed", "badly"))), name="portal_pulse_work"), models.CheckConstraint(condition=models.Q(("contact_amount__in", ("", "enough", "little", "much"))), name="portal_pulse_amount")],
            },
        ),
    ]
