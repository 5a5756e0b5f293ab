"""What blocks the jobs of an account, beside its risks and blockers."""

import re

import pytest

from amity.briefs.hours_asked.commands import Asking, ask_for_hours
from amity.briefs.tests.making import make_brief, make_brief_line, make_crafts
from amity.handoff.tests.making import make_waiting
from amity.monitoring.changes import EntryFields
from amity.monitoring.risks.commands import add_entry
from tests.builders import MONDAY, acting, make_agreement, make_project

DAY = MONDAY.date()
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
def blocked(mara, piet, tim, osprey):
    """A job that waits for an estimate, and one with a blocker that someone raised."""
    design, brief = make_crafts()["Design"], make_brief(mara, osprey)
    row = make_brief_line(mara, brief, ((design.pk, 3_600),))
    ask_for_hours(by=acting(mara), line_id=row.pk, asking=Asking(tim.pk, design.pk, MONDAY.date()), now=MONDAY)
    project = make_project(osprey, manager=piet)
    fields = EntryFields("Sandbox is down", kind="roadblock", project_id=project.pk, waiting="Tim")
    add_entry(by=acting(mara), fields=fields, now=MONDAY)


def sentence(client, account):
    """Return what the open jobs write into the card of risks and blockers, "" if nothing."""
    page = client.get(f"/accounts/{account.pk}/jobs/").content.decode()
    found = re.search(r'<details[^>]*id="jobs-blocked"[^>]*>(.*?)</details>', page, re.S)
    return " ".join(re.sub("<[^>]*>", "", found.group(1)).split()) if found else ""


@pytest.mark.usefixtures("blocked")
def test_the_card_of_risks_counts_and_names_what_else_blocks_a_job(client, mara, osprey):
    client.force_login(mara)

    card = client.get(f"/accounts/{osprey.pk}/").content.decode()

    assert 'id="jobs-blocked"' in card.split('id="register"')[1].split("</section>")[0]
    assert sentence(client, osprey).startswith("1 job is blocked by something else Spring promotion: Estimate for “")


def test_who_does_not_have_the_card_gets_nothing_for_it(client, mara, piet, tim, osprey):
    draft = make_agreement(osprey, "fixed", state="draft", signed_on=None)
    make_waiting(osprey, piet, agreement=draft, starts_on=DAY, team=[tim])
    shown = []
    for person in (mara, tim):
        client.force_login(person)
        card = 'id="jobs-blocked"' in client.get(f"/accounts/{osprey.pk}/").content.decode()
        shown.append((card, sentence(client, osprey) != ""))

    assert shown == [(True, True), (False, False)]


def test_without_a_blocked_job_nothing_is_added(client, mara, osprey):
    make_brief(mara, osprey)
    client.force_login(mara)

    assert sentence(client, osprey) == ""
