"""Recommendations are a kind of item of their own."""

from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps as Apps

KIND = "recommendation"


def to_emails(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make plain emails of recommendations, which the version before doesn't know, and delete their lanes."""
    for name in ("Item", "EmailTemplate"):
        apps.get_model("gate", name).objects.filter(kind=KIND).update(kind="email")
    apps.get_model("gate", "LaneSetting").objects.filter(kind=KIND).delete()


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0010_erased_addresses'),
        ('gate', '0016_erased_digest'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='emailtemplate',
            name='gate_template_kind',
        ),
        migrations.RemoveConstraint(
            model_name='item',
            name='gate_item_kind',
        ),
        migrations.RemoveConstraint(
            model_name='lanesetting',
            name='gate_lane_known',
        ),
        migrations.RunPython(migrations.RunPython.noop, to_emails),
        migrations.AlterField(
            model_name='emailtemplate',
            name='kind',
            field=models.CharField(choices=[('email', 'Email'), ('contact_report', 'Contact report'), ('status', 'Status'), ('insight', 'Insight'), ('recommendation', 'Recommendation'), ('input', 'Client input request'), ('brief', 'Brief'), ('statement', 'Retainer note'), ('showing', 'First showing of a deliverable'), ('version', 'Later version of a deliverable'), ('quote', 'Quote'), ('agreement', 'Agreement'), ('change_order', 'Change order'), ('invoice', 'Invoice')], default='email', max_length=16, verbose_name='kind'),
        ),
        migrations.AddConstraint(
            model_name='emailtemplate',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ('email', 'contact_report', 'status', 'insight', 'recommendation', 'input', 'brief', 'statement', 'showing', 'version', 'quote', 'agreement', 'change_order', 'invoice'))), name='gate_template_kind'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ('email', 'contact_report', 'status', 'insight', 'recommendation', 'input', 'brief', 'statement', 'showing', 'version', 'quote', 'agreement', 'change_order', 'invoice', 'bundle'))), name='gate_item_kind'),
        ),
        migrations.AddConstraint(
            model_name='lanesetting',
            constraint=models.CheckConstraint(condition=models.Q(('author__in', ('manager', 'pm', 'others')), ('kind__in', ('email', 'contact_report', 'status', 'insight', 'recommendation', 'input', 'brief', 'statement', 'showing', 'version', 'quote', 'agreement', 'change_order', 'invoice', 'bundle')), ('lane__in', ('watch', 'advise', 'unless', 'hold', 'four'))), name='gate_lane_known'),
        ),
    ]
