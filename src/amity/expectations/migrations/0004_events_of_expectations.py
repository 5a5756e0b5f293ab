"""What happened to expectations has their account, so that an account's conversation finds it by its time."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import OuterRef, Subquery


def accounts(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Give each row the account of its expectation."""
    above = apps.get_model("expectations", "Expectation").objects.filter(pk=OuterRef("expectation_id")).values("account")
    for model in ("ExpectationStep", "Conflict"):
        apps.get_model("expectations", model).objects.update(account=Subquery(above[:1]))


def account(null: bool) -> models.ForeignKey:  # type: ignore[type-arg]
    """Return the column, empty until it is filled."""
    return models.ForeignKey(
        null=null, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.account"
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_pins"), ("expectations", "0003_who_stated_it")]

    operations = [
        migrations.AddField("expectationstep", "account", account(null=True)),
        migrations.AddField("conflict", "account", account(null=True)),
        migrations.RunPython(accounts, migrations.RunPython.noop),
        migrations.AlterField("expectationstep", "account", account(null=False)),
        migrations.AlterField("conflict", "account", account(null=False)),
        migrations.AddIndex(
            "expectationstep", models.Index(fields=["account", "-at", "-id"], name="expectations_step_by_time")
        ),
        migrations.AddIndex(
            "expectationstep", models.Index(fields=["account", "-stated_on", "-id"], name="expectations_step_by_date")
        ),
        migrations.AddIndex(
            "conflict", models.Index(fields=["account", "-found_at", "-id"], name="expectations_conflict_found")
        ),
        migrations.AddIndex(
            "conflict", models.Index(fields=["account", "-closed_at", "-id"], name="expectations_conflict_closed")
        ),
    ]
