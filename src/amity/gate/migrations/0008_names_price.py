"""Flag the items whose text names an amount, so that those who see no fees don't read them."""

from django.db import migrations, models

from amity.shared.text.amounts import amount_in


def flag(apps, schema_editor):
    """Flag what names an amount, and bundles that carry something made to name prices."""
    items = apps.get_model("gate", "Item").objects.using(schema_editor.connection.alias)
    rows = items.values_list("pk", "subject", "body").iterator(chunk_size=500)
    found = [pk for pk, subject, body in rows if amount_in(f"{subject}\n{body}")]
    priced = ("quote", "agreement", "change_order", "invoice", "statement")
    found += items.filter(kind__in=priced, bundle__isnull=False).values_list("bundle_id", flat=True)
    for start in range(0, len(found), 500):
        items.filter(pk__in=found[start : start + 500]).update(names_price=True)


class Migration(migrations.Migration):
    dependencies = [("gate", "0007_email_templates")]

    operations = [
        migrations.AddField(
            model_name="item", name="names_price", field=models.BooleanField(default=False, verbose_name="names a price")
        ),
        migrations.RunPython(flag, migrations.RunPython.noop),
    ]
