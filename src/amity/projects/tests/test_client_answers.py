"""What the client's answer does to a deliverable version, and what it doesn't."""

import pytest

from amity.gate.models import Item
from amity.projects.deliverables.commands import move_deliverable
from amity.projects.models import Deliverable
from amity.projects.tests.test_versions import add, dana, line, move  # noqa: F401
from amity.projects.versions import client_answers
from amity.shared.actor import Actor
from tests.builders import MONDAY, acting


@pytest.fixture
def version(site, line, tim, mara):  # noqa: F811
    """Return a version that is with the client."""
    made = add(tim, site, line)
    move(mara, site, line, "in_work", "with_client")
    return made


def answered(version, choice, words="", name="Dana Whitlock"):
    item = Item(subject_kind="version", subject_id=version.pk)
    by = Actor(kind="contact", id=1, label=name, through="page")
    return client_answers.decide(item, choice, words, by, MONDAY)


def test_an_approval_accepts_the_deliverable_under_the_clients_name(version):
    assert answered(version, "approve", "Lovely") == ""

    row = Deliverable.objects.get()
    step = row.steps.latest("pk")
    assert (row.state, step.by_label, step.evidence) == ("accepted", "Dana Whitlock", "Dana Whitlock: Lovely")


def test_changes_count_a_round_once_work_begins(version, site, line, mara):  # noqa: F811
    assert answered(version, "changes", "Larger logo") == ""
    assert Deliverable.objects.get().state == "changes_asked"

    move_deliverable(
        by=acting(mara), project_id=site.pk, line_id=line.pk, before="changes_asked", state="in_work", now=MONDAY
    )
    assert Deliverable.objects.get().revisions == 1


def test_an_answer_to_an_older_version_or_to_one_not_with_the_client_does_nothing(version, site, line, tim, mara):  # noqa: F811
    add(tim, site, line)
    assert answered(version, "approve") == "A newer version was added since."
    newest = add(tim, site, line)
    move(mara, site, line, "with_client", "in_work")
    assert answered(newest, "approve") == "The deliverable was no longer with the client."
    newest.delete()
    assert answered(newest, "approve") == "The version was removed."
    assert Deliverable.objects.get().state == "in_work"
