"""Saved views of the former lists of projects and briefs become views of the list of jobs."""

from django.db import migrations
from django.http import QueryDict

from amity.ui.asked import Asked
from amity.work import redirects

FORMER = {"projects": redirects.of_projects, "briefs": redirects.of_briefs}


def move(apps, schema_editor):
    """Rewrite each view's query; of two with one name, the later keeps its name with a number. Columns are dropped."""
    views = apps.get_model("ui", "SavedView").objects.filter(list_key__in=FORMER)
    views.filter(name="").delete()
    taken = set()
    for view in views.order_by("pk"):
        name = view.name
        if (view.person_id, name) in taken:
            name = f"{name[:57]} {len(taken) + 1}"
        taken.add((view.person_id, name))
        query = FORMER[view.list_key](Asked(QueryDict(view.query)))
        views.filter(pk=view.pk).update(list_key="work", name=name, query=query)


class Migration(migrations.Migration):
    dependencies = [("ui", "0002_saved_view")]

    operations = [migrations.RunPython(move, migrations.RunPython.noop, elidable=True)]
