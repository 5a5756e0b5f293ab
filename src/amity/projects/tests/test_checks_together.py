"""The checks of many emails about versions, requests and milestones read as much as those of one of each."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.agreements.orders.models import LineChange
from amity.gate.checks.letters import findings_by_item
from amity.gate.models import Item
from amity.gate.subjects.commands import write_about
from amity.gate.tests.making import make_contact, read
from amity.projects.models import Milestone
from amity.projects.versions import commands as versions
from amity.projects.versions.fields import VersionFields
from amity.projects.versions.models import DeliverableVersion
from amity.projects.versions.sending import VERSION
from amity.rights.models import Right, RightsSwitch
from amity.rights.tests.making import make_right
from amity.shared.caches.reading import reading
from tests.builders import MONDAY, acting, make_agreement, make_line

pytestmark = pytest.mark.usefixtures("on_monday")


@pytest.fixture
def shown(mara, piet, osprey, site):
    """Return emails about a version of each of six lines. The first has an ended right, the second a change order."""
    make_contact(osprey, "Dana Whitlock", roles=["day_to_day"])
    RightsSwitch.objects.create(pk=1, is_on=True)
    Milestone.objects.create(project=site, name="Beta for dealers", due_on=date(2026, 12, 4))
    lines = [make_line(site.agreement) for _number in range(6)]
    right = make_right(mara, osprey, [lines[0].pk])
    Right.objects.filter(pk=right.pk).update(until=date(2026, 11, 1))
    order = make_agreement(
        osprey, kind="change_order", title="Longer", state="with_client", parent=site.agreement, fee_model="unknown"
    )
    LineChange.objects.create(order=order, line=lines[1], act="changed", number="1", title="Film")
    fields = VersionFields(link="https://films.example/spot")
    made = []
    for line in lines:
        place = {"project_id": site.pk, "line_id": line.pk}
        version = versions.add_version(by=acting(piet), fields=fields, now=MONDAY, **place)
        made.append(write_about(by=acting(mara), key=VERSION, subject_id=version.pk, now=MONDAY))
    return made


def kinds(findings):
    return [one.key.partition(":")[0] for one in findings.found]


def test_six_emails_about_versions_read_as_much_as_four_and_keep_their_own_findings(piet, site, shown):
    about = DeliverableVersion.objects.get(pk=shown[2].subject_id)
    newer = {"project_id": site.pk, "line_id": about.deliverable.line_id}
    versions.add_version(by=acting(piet), fields=VersionFields(link="https://films.example/2"), now=MONDAY, **newer)
    Item.objects.filter(pk=shown[3].pk).update(body="The beta for dealers is on 11 Dec 2026.")
    items = [read(one) for one in shown]

    with reading():
        findings_by_item(items)  # the process keeps the settings
    with reading(), CaptureQueriesContext(connection) as few:
        findings_by_item(items[:4])
    with reading(), CaptureQueriesContext(connection) as many:
        found = findings_by_item(items)

    assert len(many) == len(few)
    assert [kinds(found[one.pk]) for one in items] == [["right"], ["order"], ["subject"], ["bound", "promise"], [], []]
