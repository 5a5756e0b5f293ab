"""Steps of briefs have the brief's account, so that an account's conversation finds them by their date."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import OuterRef, Subquery


def accounts(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Give each row the account of its brief."""
    above = apps.get_model("briefs", "Brief").objects.filter(pk=OuterRef("brief_id")).values("account")
    apps.get_model("briefs", "Step").objects.update(account=Subquery(above[:1]))


def account(null: bool) -> models.ForeignKey:  # type: ignore[type-arg]
    """Return the column, empty until it is filled."""
    return models.ForeignKey(
        null=null, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.account"
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_pins"), ("briefs", "0003_who_stated_it")]

    operations = [
        migrations.AddField("step", "account", account(null=True)),
        migrations.RunPython(accounts, migrations.RunPython.noop),
        migrations.AlterField("step", "account", account(null=False)),
        migrations.AddIndex(
            "step", models.Index(fields=["account", "-stated_on", "-id"], name="briefs_step_by_date")
        ),
        migrations.AddIndex(
            "brief", models.Index(fields=["account", "-stated_on", "-id"], name="briefs_requested_by_date")
        ),
    ]
