"""Answers on the client's pages. On the way back they become answers by link, which had the same rules."""

from typing import Any

from django.db import migrations, models
from django.db.models import Q


def as_links(apps: Any, _editor: Any) -> None:
    """Give answers on the pages the channel that the older version knows."""
    apps.get_model("portal", "Answer").objects.filter(way="page").update(way="link")


class Migration(migrations.Migration):
    dependencies = [("portal", "0004_who_to_ask")]

    operations = [
        migrations.RemoveConstraint(model_name="answer", name="portal_answer_way"),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(condition=Q(way__in=("link", "reply", "page")), name="portal_answer_way"),
        ),
        migrations.RunPython(migrations.RunPython.noop, as_links),
    ]
