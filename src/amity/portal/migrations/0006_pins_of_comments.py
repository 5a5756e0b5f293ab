"""The page and the point to which a client's comment is pinned."""

from django.db import migrations, models
from django.db.models import Q

POINT = {"max_digits": 4, "decimal_places": 1, "null": True}


class Migration(migrations.Migration):
    dependencies = [("portal", "0005_answers_on_pages")]

    operations = [
        migrations.AddField("owncomment", "page", models.PositiveSmallIntegerField(null=True)),
        migrations.AddField("owncomment", "x", models.DecimalField(**POINT)),
        migrations.AddField("owncomment", "y", models.DecimalField(**POINT)),
        migrations.AddConstraint(
            "owncomment",
            models.CheckConstraint(
                condition=Q(x=None, y=None) | Q(x__range=(0, 100), y__range=(0, 100)), name="portal_pin_on_the_page"
            ),
        ),
    ]
