"""Answers that correct a contact report: they count from every contact, at any time."""

from django.db import migrations, models


def as_questions(apps, schema_editor):
    """Let the version before read corrections as what decides nothing."""
    apps.get_model("portal", "Answer").objects.filter(state="taken").update(state="asked")


class Migration(migrations.Migration):

    dependencies = [
        ("portal", "0008_the_year"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="answer", name="portal_answer_state"),
        migrations.RunPython(migrations.RunPython.noop, as_questions),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ("decided", "asked", "taken", "no_auth", "shared", "late", "scanner"))),
                name="portal_answer_state",
            ),
        ),
    ]
