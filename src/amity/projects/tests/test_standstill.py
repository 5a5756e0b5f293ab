"""Nothing about a project goes to the client while it is paused, once it is over, or without its agreement."""

from datetime import timedelta

import pytest

from amity.agreements.models import Agreement
from amity.gate.decisions import commands as decisions
from amity.gate.items.commands import submit
from amity.gate.releases.commands import release_due
from amity.gate.subjects.commands import write_about
from amity.gate.tests.making import make_contact, read
from amity.projects import rules
from amity.projects.models import Project
from amity.projects.standstill import stop_of
from amity.projects.versions.commands import add_version
from amity.projects.versions.fields import VersionFields
from amity.projects.versions.sending import VERSION
from amity.shared.errors import Invalid
from tests.builders import MONDAY, acting, make_line

LATER = MONDAY + timedelta(hours=1)


@pytest.fixture(autouse=True)
def smtp(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def item(osprey, mara, piet, site, on_monday):
    """Return a first showing that its manager cleared, and that goes in an hour."""
    make_contact(osprey, "Dana Whitlock", roles=["day_to_day"])
    line, fields = make_line(site.agreement), VersionFields(link="https://films.example/spot")
    version = add_version(by=acting(piet), project_id=site.pk, line_id=line.pk, fields=fields, now=MONDAY)
    item = read(write_about(by=acting(mara), key=VERSION, subject_id=version.pk, now=MONDAY))
    type(item).objects.filter(pk=item.pk).update(send_at=LATER)
    submit(by=acting(mara), item_id=item.pk, version=item.version, now=MONDAY)
    return read(item)


@pytest.mark.parametrize(
    ("status", "agreement", "code"),
    [("paused", "in_force", "paused"), ("active", "terminated", "terminated"), ("active", None, None)],
)
def test_a_status_of_the_project_or_the_end_of_the_agreement_stops(status, agreement, code):
    found = stop_of(status, agreement)
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (rules.PAUSED, "The project is paused"),
        (rules.CLOSED, "The project is closed"),
        (rules.CANCELLED, "The project was cancelled"),
    ],
)
def test_a_project_that_stopped_after_clearing_stops_its_version(mara, site, item, status, words):
    assert item.state == "cleared"
    Project.objects.filter(pk=site.pk).update(status=status)

    assert (release_due(lambda: LATER), read(item).state) == (0, "held")
    assert item.steps.get(verb="stop").words == words


def test_a_terminated_agreement_stops_it_until_someone_explains(mara, site, item):
    Agreement.objects.filter(pk=site.agreement_id).update(state="terminated")
    assert (release_due(lambda: LATER), read(item).state) == (0, "held")
    values = {"by": acting(mara), "item_id": item.pk, "digest": item.digest, "now": LATER}

    with pytest.raises(Invalid, match="The agreement was terminated"):
        decisions.clear(**values)
    decisions.clear(**values, answers={"state:terminated": "It belongs to the hand-back"})

    assert release_due(lambda: LATER) == 1


@pytest.mark.parametrize("status", [rules.ACTIVE, rules.DELIVERED])
def test_a_project_that_runs_or_was_delivered_stops_nothing(site, item, status):
    Project.objects.filter(pk=site.pk).update(status=status)

    assert (release_due(lambda: LATER), read(item).state) == (1, "released")
