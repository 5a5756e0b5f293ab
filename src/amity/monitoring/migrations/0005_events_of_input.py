"""What happened to client input has the input's account, so that an account's conversation finds it by its time."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import OuterRef, Subquery


def accounts(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Give what happened to an input its account."""
    above = apps.get_model("monitoring", "ClientInput").objects.filter(pk=OuterRef("input_id")).values("account")
    for model in ("InputStep", "InputChase"):
        apps.get_model("monitoring", model).objects.update(account=Subquery(above[:1]))


def account(null: bool) -> models.ForeignKey:  # type: ignore[type-arg]
    """Return the column, empty until it is filled."""
    return models.ForeignKey(
        null=null, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.account"
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_pins"), ("monitoring", "0004_each_conflict_has_its_expectation")]

    operations = [
        migrations.AddField("inputstep", "account", account(null=True)),
        migrations.AddField("inputchase", "account", account(null=True)),
        migrations.RunPython(accounts, migrations.RunPython.noop),
        migrations.AlterField("inputstep", "account", account(null=False)),
        migrations.AlterField("inputchase", "account", account(null=False)),
        migrations.AddIndex(
            "inputstep", models.Index(fields=["account", "-at", "-id"], name="monitoring_step_by_time")
        ),
        migrations.AddIndex(
            "inputstep", models.Index(fields=["account", "-named_on", "-id"], name="monitoring_step_by_date")
        ),
        migrations.AddIndex(
            "inputchase", models.Index(fields=["account", "-chased_on", "-id"], name="monitoring_chase_by_time")
        ),
    ]
