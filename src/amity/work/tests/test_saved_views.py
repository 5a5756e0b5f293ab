"""Saved views of the former lists of projects and briefs, taken along."""

from importlib import import_module

import pytest
from django.apps import apps

from amity.ui.models import SavedView

pytestmark = pytest.mark.django_db


def test_views_of_the_former_lists_become_views_of_jobs(mara, piet):
    for person, key, name, query in (
        (mara, "projects", "Mine", "status=active&cols=name"), (mara, "briefs", "Mine", "state=draft"),
        (piet, "projects", "Mine", "name=shop"), (mara, "projects", "", "cols=name"), (mara, "accounts", "A", "tier=A"),
    ):  # fmt: skip
        SavedView.objects.create(person_id=person.pk, list_key=key, name=name, query=query)

    import_module("amity.work.migrations.0001_saved_views").move(apps, None)

    found = {(view.person_id, view.list_key, view.name): view.query for view in SavedView.objects.all()}
    assert found == {
        (mara.pk, "work", "Mine"): "whose=all&stage=active%2Crunning&closed=on&internal=on",
        (mara.pk, "work", "Mine 2"): "whose=all&stage=brief",
        (piet.pk, "work", "Mine"): "whose=all&find=shop&closed=on&internal=on",
        (mara.pk, "accounts", "A"): "tier=A",
    }
