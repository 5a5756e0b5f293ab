"""Which tests PostgreSQL runs: enough of them to send it each statement twice."""

import json

import pytest

from amity.agency.models import Agency
from tests.rig.statements import Recorder, Sent, chosen, pytest_collection_modifyitems, shape


def test_numbers_and_the_length_of_lists_make_no_other_statement():
    assert shape('SELECT "a" WHERE "id" IN (%s, %s, %s) LIMIT 21') == shape('SELECT "a" WHERE "id" IN (%s) LIMIT 1')
    assert shape('SELECT "a"') != shape('SELECT "b"')


def test_each_statement_is_sent_twice_where_two_tests_send_it():
    tests = {"a": Sent({1, 2}, 1), "b": Sent({1}, 1), "c": Sent({1}, 1), "d": Sent({3}, 1)}

    names = chosen(tests)

    assert "a" in names, "only it sends statement 2"
    assert "d" in names, "only it sends statement 3"
    assert len(names & {"b", "c"}) == 1, "statement 1 is sent twice"


def test_the_quicker_of_two_tests_is_chosen():
    assert chosen({"slow": Sent({1}, 9), "slower": Sent({1}, 10), "quick": Sent({1}, 1), "none": Sent()}) == {
        "quick", "slow",
    }  # fmt: skip


@pytest.mark.django_db
def test_what_a_test_sends_is_recorded(request, tmp_path):
    file = tmp_path / "statements.json"
    recorder = Recorder(file)
    running = recorder.pytest_runtest_protocol(request.node)
    next(running)
    Agency.objects.filter(pk=1).exists()
    with pytest.raises(StopIteration):
        running.send(None)
    Agency.objects.exists()
    recorder.pytest_sessionfinish()

    statements, seconds = json.loads(file.read_text())[request.node.nodeid]
    assert len(statements) == 1
    assert seconds > 0


class Config:
    """A run of pytest, as far as the choice needs it."""

    def __init__(self, file):
        self.file, self.hook, self.left_out = file, self, []

    def getoption(self, name):
        """Return the file."""
        return self.file

    def pytest_deselected(self, items):
        """Take what is left out."""
        self.left_out += items


def test_a_test_that_is_not_recorded_or_commits_is_never_left_out(tmp_path):
    class Other:
        nodeid, fixturenames = "other", ()

        def get_closest_marker(self, name):
            return None

    class Committing(Other):
        nodeid, fixturenames = "committing", ("transactional_db",)

    class New(Other):
        nodeid = "new"

    file = tmp_path / "statements.json"
    file.write_text(json.dumps({"other": [[], 1.0], "committing": [[], 1.0]}))
    items, config = [Other(), Committing(), New()], Config(file)
    pytest_collection_modifyitems(config, items)

    assert [item.nodeid for item in items] == ["committing", "new"]
    assert [item.nodeid for item in config.left_out] == ["other"]


def test_without_the_file_every_test_runs(tmp_path):
    items = [object()]
    pytest_collection_modifyitems(Config(tmp_path / "none.json"), items)

    assert len(items) == 1
