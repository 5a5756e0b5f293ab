"""A change of a table gets the models that its statements depend on."""

from typing import Any, cast

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ModelState, ProjectState

from amity.config.neighbours import narrowed, neighbours


def model(name, *targets, key=None):
    """Return a model with foreign keys, and one to another model as its primary key."""
    fields = [(target, models.ForeignKey(f"part.{target}", models.CASCADE)) for target in targets]
    own = (
        models.OneToOneField(f"part.{key}", models.CASCADE, primary_key=True)
        if key
        else models.AutoField(primary_key=True)
    )
    return ModelState("part", name, [("id", own), *fields])


@pytest.fixture
def state():
    """Return lines of agreements of accounts, what refers to lines, and models elsewhere."""
    state = ProjectState()
    for made in (
        model("account"), model("agreement", "account"), model("line", "agreement"), model("person"),
        model("terms", "line", "person"), model("entry", "project"), model("project"),
        model("detail", key="line"), model("footnote", "detail"), model("remark", "terms"),
    ):  # fmt: skip
        state.add_model(made)
    return state


def test_a_model_is_built_with_all_that_refer_to_it_and_all_they_refer_to(state):
    names = {name for _part, name in neighbours([("part", "line")], state)}

    assert names == {"line", "agreement", "account", "terms", "person", "detail", "footnote"}


def test_a_model_that_is_not_there_has_no_neighbours(state):
    assert neighbours([("part", "gone")], state) == set()


def test_tables_get_their_neighbours_and_code_gets_all_models(state):
    found: list[Any] = []

    class Noting(migrations.AddField):
        def database_forwards(self, _part, _editor, before, after):
            found.append([{one.__name__ for one in each.apps.get_models()} for each in (before, after)])

    class Changes(migrations.Migration):
        operations = (
            Noting("project", "person", models.ForeignKey("part.person", models.CASCADE)),
            migrations.RunPython(lambda apps, _editor: found.append(len(apps.get_models()))),
        )

    class Editor:
        atomic_migration = True
        connection = connection

    narrowed(Changes("changes", "part")).apply(state, cast(Any, Editor()))

    assert found[0] == [{"project", "entry"}, {"project", "entry", "person"}]
    assert found[1:] == [len(state.models)]
