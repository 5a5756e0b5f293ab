"""The stand-in of a project manager answers statuses and questions, and assesses requests."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from amity.projects.stand_ins.commands import StandInFields, name_stand_in
from amity.scope.requests.commands import log_request
from amity.scope.requests.fields import RequestFields
from amity.status.answers.commands import confirm_status
from amity.status.contradictions.commands import AnswerFields, answer_contradiction
from amity.status.tests.making import make_ask, make_question
from amity.waiting.queries import waiting_for
from tests.builders import MONDAY, acting, make_person, make_project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
KINDS = {"status", "contradiction", "request_to_assess", "milestone"}


def waits(person):
    groups = waiting_for(acting(person), MONDAY)
    return {group.kind.key for group in groups if group.kind.key in KINDS for item in group.items}


def test_what_waits_for_the_project_manager_waits_for_the_stand_in(client, osprey, mara, piet):
    lotte = make_person("Lotte Vries", "project_manager")
    app = make_project(osprey, name="Branch app", manager=piet)
    make_ask(app, piet, date(2026, 11, 20))
    asked = make_question(app, piet, seen_from=MONDAY + timedelta(days=1))
    row = log_request(
        by=acting(mara), account_id=osprey.pk, fields=RequestFields("A map", project_id=app.pk), now=MONDAY
    )
    app.milestones.create(name="Launch", due_on=date(2026, 11, 20))
    assert (waits(piet), waits(lotte)) == (KINDS, set())

    fields = StandInFields(lotte.pk, MONDAY.date(), MONDAY.date())
    name_stand_in(by=acting(piet), fields=fields, now=MONDAY)
    assert (waits(piet), waits(lotte)) == (KINDS, KINDS)
    client.force_login(lotte)
    assert "Branch app" in client.get(reverse("status:status")).content.decode()
    assert client.get(reverse("scope:assess", args=[row.pk])).status_code == 200
    answer = AnswerFields("explained", words="The client moved the date")
    answer_contradiction(by=acting(lotte), contradiction_id=asked.pk, version=asked.version, fields=answer, now=MONDAY)
    confirm_status(by=acting(lotte), project_id=app.pk, now=MONDAY)
    assert waits(piet) == waits(lotte)
    assert "status" not in waits(piet)


def test_the_stand_in_answers_their_own_first_and_goes_on_to_the_next(client, osprey, piet):
    lotte = make_person("Lotte Vries", "project_manager")
    covered = [make_project(osprey, name=name, manager=piet) for name in ("Branch app", "Homepage")]
    own = make_project(osprey, name="Ticket app", manager=lotte)
    for project, manager in ((covered[0], piet), (covered[1], piet), (own, lotte)):
        make_ask(project, manager, date(2026, 11, 20))
    name_stand_in(by=acting(piet), fields=StandInFields(lotte.pk, MONDAY.date(), MONDAY.date()), now=MONDAY)
    client.force_login(lotte)
    text = client.get(reverse("status:status")).content.decode()
    assert text.index("Ticket app") < text.index("Branch app") < text.index("Homepage")
    answer = client.post(reverse("status:confirm", args=[covered[0].pk]))
    assert answer.url == f"{reverse('status:status')}?project={covered[1].pk}"
