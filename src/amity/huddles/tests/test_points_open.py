"""A point of an agenda is a link only for those who can open what it is about, whatever its kind."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from amity.conversations.tests.passed import make_passed, make_raised
from amity.huddles import commands
from amity.huddles.agendas import agenda
from amity.huddles.rules import PairFields
from amity.huddles.tests.making import make_roadblock
from amity.huddles.tests.test_agenda import make_conflict, make_promise
from amity.monitoring.changes import InputFields
from amity.monitoring.inputs.commands import ask_input
from amity.people import rules as roles
from amity.scope.models import Request
from amity.scope.requests.commands import log_request
from amity.scope.requests.fields import RequestFields
from amity.scope.tests.making import make_assessed
from amity.status.tests.making import make_question
from tests.builders import MONDAY, acting, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
KINDS = {
    "contradiction", "conflict", "passed", "tell", "hear", "request_to_assess", "request_to_confirm", "promise",
    "input",
}  # fmt: skip


@pytest.fixture
def dora(osprey):
    """Return the director of the account."""
    osprey.director = make_person("Dora", roles.ACCOUNT_DIRECTOR)
    osprey.save()
    return osprey.director


@pytest.fixture
def huddle(mara, piet, site, dora):
    return commands.open_huddle(by=acting(mara), fields=PairFields(mara.pk, piet.pk), now=MONDAY)


def open_on(osprey, project, mara, piet, dora):
    """Make something of each kind, on the project or on the account alone."""
    own = project.pk if project else None
    make_passed(osprey, by=dora, to=mara, text="Gwen is away in May")
    make_passed(osprey, by=mara, to=piet, text="Six more stations", project=project)
    make_promise(osprey, mara, piet)
    make_promise(osprey, mara, mara, "A call on Friday")
    make_conflict(osprey, mara)
    asked = RequestFields("A map", project_id=own)
    log_request(by=acting(mara), account_id=osprey.pk, fields=asked, now=MONDAY)
    log_request(
        by=acting(mara), account_id=osprey.pk, fields=replace(asked, words="For Mara", assessor_id=mara.pk), now=MONDAY
    )
    make_assessed(osprey, mara, "Stops", project)
    for by, what in ((mara, "Photos"), (piet, "Prices")):
        if project or by is mara:
            fields = InputFields(
                what, date(2026, 11, 20), account_id=osprey.pk, project_id=own, asked_on=date(2026, 11, 9)
            )
            ask_input(by=acting(by), fields=fields, now=MONDAY)


@pytest.mark.parametrize("is_started", [False, True])
@pytest.mark.parametrize("is_of_project", [True, False])
def test_every_point_is_a_link_only_for_those_who_can_open_it(
    client, mara, piet, dora, osprey, site, huddle, tim, is_of_project, is_started, monkeypatch
):  # fmt: skip
    monkeypatch.setattr(agenda, "MOST", 40)
    make_raised(site, by=tim)
    make_roadblock(site, by=piet)
    make_question(site, piet)
    open_on(osprey, site if is_of_project else None, mara, piet, dora)
    if is_started:
        commands.start_huddle(by=acting(mara), huddle_id=huddle.pk, now=MONDAY)

    closed, kinds, links = [], set(), {}
    for reader in (mara, piet, dora):
        client.force_login(reader)
        for row in client.get(reverse("huddles:huddle", args=[huddle.pk])).context["rows"]:
            kinds.add(row.point.kind)
            links[reader, row.point.title] = row.point.address
            answer = client.get(row.point.address) if row.point.address else None
            if answer and (answer.status_code != 200 or "Nothing to confirm" in answer.text):
                closed.append((reader.name, row.point.kind, row.point.title, row.point.address))

    assert closed == []
    assert kinds == KINDS
    own = {title: reverse("scope:request", args=[row.pk]) for row in Request.objects.all() for title in [row.words]}
    assert links[mara, "Stops"].startswith(reverse("scope:confirm"))
    assert links[dora, "Stops"] == own["Stops"]
    assert links[piet, "Stops"] == own["Stops"]
    assert bool(links[piet, "For Mara"]) == is_of_project
