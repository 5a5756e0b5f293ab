"""Items about something: more kinds, documents that its part makes, and the way from a thing to its emails."""

from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps as Apps

NEW_KINDS = ("brief", "statement", "version")


def to_emails(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make plain emails of kinds that the version before doesn't know, and delete their lanes."""
    apps.get_model("gate", "Item").objects.filter(kind__in=NEW_KINDS).update(kind="email")
    apps.get_model("gate", "LaneSetting").objects.filter(kind__in=NEW_KINDS).delete()


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0007_preferences_by_time'),
        ('gate', '0005_checks'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='item',
            name='gate_item_kind',
        ),
        migrations.RemoveConstraint(
            model_name='lanesetting',
            name='gate_lane_known',
        ),
        migrations.RunPython(migrations.RunPython.noop, to_emails),
        migrations.AddField(
            model_name='itemfile',
            name='is_of_subject',
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name='item',
            index=models.Index(condition=models.Q(('subject_kind', ''), _negated=True), fields=['subject_kind', 'subject_id'], name='gate_items_by_subject'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ('email', 'contact_report', 'status', 'insight', 'input', 'brief', 'statement', 'showing', 'version', 'quote', 'agreement', 'change_order', 'invoice', 'bundle'))), name='gate_item_kind'),
        ),
        migrations.AddConstraint(
            model_name='lanesetting',
            constraint=models.CheckConstraint(condition=models.Q(('author__in', ('manager', 'pm', 'others')), ('kind__in', ('email', 'contact_report', 'status', 'insight', 'input', 'brief', 'statement', 'showing', 'version', 'quote', 'agreement', 'change_order', 'invoice', 'bundle')), ('lane__in', ('watch', 'advise', 'unless', 'hold', 'four'))), name='gate_lane_known'),
        ),
    ]
