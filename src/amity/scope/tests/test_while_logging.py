"""While a request is logged: who assesses it, how long similar ones took, and what it would leave."""

import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from amity.projects.finished_marks.commands import mark_finished
from amity.scope import rules
from amity.scope.assessments.commands import assess_request
from amity.scope.assessments.fields import AssessmentFields
from amity.scope.models import Request
from amity.scope.requests.commands import edit_request, fields_of, log_request
from amity.scope.requests.fields import RequestFields
from amity.scope.requests.queries import requests_seen_by
from amity.scope.requests.while_logging import while_logging
from amity.scope.tests.making import make_assessed
from amity.shared.errors import Invalid
from amity.waiting.kinds import kinds
from tests.builders import (
    MONDAY,
    acting,
    make_agreement,
    make_entry,
    make_item,
    make_line,
    make_person,
    make_project,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


def log(by, osprey, words="Newport on the map", **fields):
    return log_request(by=acting(by), account_id=osprey.pk, fields=RequestFields(words, **fields), now=MONDAY)


def to_assess(person):
    kind = next(one for one in kinds() if one.key == "request_to_assess")
    assert kind.rows is not None
    return [row.pk for row in kind.rows(person, MONDAY.date())]


def test_the_manager_of_the_lines_work_assesses_a_request_without_a_project(osprey, mara, piet, project, agreement):
    make_project(osprey, manager=make_person("Lotte Vries", "project_manager"))
    row = log(mara, osprey, line_id=make_line(agreement, "2").pk)
    assert (row.project, row.assessor) == (None, piet)
    assert to_assess(piet) == [row.pk]
    assert log(mara, osprey).assessor is None, "two run work there, so the account manager assesses it"


def test_whoever_runs_the_clients_work_assesses_what_names_no_line(osprey, mara, piet, project):
    assert log(mara, osprey).assessor == piet
    assert log(mara, osprey, project_id=project.pk).assessor is None, "the manager of its project follows the project"


def test_when_it_was_asked_is_beside_how_and_not_in_the_fold(client, osprey, mara):
    client.force_login(mara)

    page = client.get(reverse("scope:log_on_account", args=[osprey.pk])).text

    assert page.index('name="through"') < page.index('name="asked_on"') < page.index("Add details")


def test_the_account_manager_names_who_assesses(client, osprey, mara, piet, project):
    lotte = make_person("Lotte Vries", "project_manager")
    row = log(mara, osprey, project_id=project.pk)
    client.force_login(mara)
    values = {
        "words": row.words, "through": "phone", "asked_on": "2026-11-23", "project_id": project.pk,
        "assessor_id": lotte.pk, "version": row.version,
        "nonce": uuid.uuid4().hex,
    }  # fmt: skip
    answer = client.post(reverse("scope:edit_request", args=[row.pk]), values)
    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.assessor == lotte
    assert (to_assess(piet), to_assess(lotte)) == ([], [row.pk])
    assert requests_seen_by(acting(lotte)).get() == row
    page = client.get(reverse("scope:request", args=[row.pk])).content.decode()
    assert "Lotte Vries</span>, by " in page

    client.force_login(lotte)
    assert client.get(reverse("scope:assess", args=[row.pk])).status_code == 200
    gone = make_person("Gone", is_active=False)
    with pytest.raises(Invalid):
        edit_request(
            by=acting(mara), request_id=row.pk, version=row.version, now=MONDAY,
            fields=RequestFields(row.words, assessor_id=gone.pk),
        )  # fmt: skip
    assert fields_of(row).assessor_id == lotte.pk


def test_the_page_names_who_assesses_and_by_when(client, osprey, mara, piet, project):
    client.force_login(mara)
    page = client.get(reverse("scope:log_on_account", args=[osprey.pk])).content.decode()
    assert f"{piet.name} assesses it by tomorrow at 09:00." in page


def known(by, osprey, words="Cardiff stops on the map"):
    return while_logging(acting(by), osprey, words, None, MONDAY)


def test_similar_requests_tell_how_long_they_took(osprey, mara, tim, project):
    first = make_assessed(osprey, mara, "Newport stops on the map", project)
    assert known(mara, osprey).hours == "A similar request was assessed at 2 hours."
    second = make_assessed(osprey, mara, "Bristol stops on the map", project)
    assess_request(
        by=acting(mara), request_id=second.pk, version=second.version, now=MONDAY,
        hours=((second.assessments.get().hours.get().discipline_id, 3 * 3600),),
        fields=AssessmentFields(rules.EXTRA),
    )  # fmt: skip
    assert known(mara, osprey).hours == "Similar requests were assessed at between 2 hours and 3 hours."

    for row, hours in ((first, "1:30"), (second, "3:00")):
        item = make_item(project, row.words)
        Request.objects.filter(pk=row.pk).update(item=item)
        make_entry(by=mara, project=project, item_id=item.pk, hours=hours)
        mark_finished(by=acting(mara), project_id=project.pk, item_id=item.pk, now=MONDAY)
    assert known(mara, osprey).hours == "Similar requests took between 1 hour 30 minutes and 3 hours."
    assert known(mara, osprey, "Group bookings").hours == ""


def test_it_tells_what_this_one_would_leave_at_no_charge(client, osprey, mara, tim, project):
    make_assessed(osprey, mara, "Newport stops on the map", project)
    assert known(mara, osprey).left == "Done at no charge, this one would leave €2,160."
    assert known(mara, osprey, "Group bookings").left.count("would leave") == 0
    assert known(tim, osprey).left == ""
    client.force_login(mara)
    drawn = client.get(reverse("scope:guess", args=[osprey.pk]), {"words": "Cardiff stops on the map"})
    assert "this one would leave" in drawn.content.decode()


def test_it_tells_what_this_one_would_leave_of_a_retainer(osprey, mara, piet):
    retainer = make_agreement(
        osprey, "retainer", kind="retainer", fee=200_000, included_seconds=20 * 3600, overage_rate=Decimal(100)
    )
    work = make_project(osprey, manager=piet, agreement=retainer)
    make_entry(by=mara, project=work, hours="14:00", on=MONDAY.date() - timedelta(days=1))
    make_assessed(osprey, mara, "Newport stops on the map", work)
    assert "Within the retainer, this one would leave 4 hours of 20 hours." in known(mara, osprey).left
    make_entry(by=mara, project=work, hours="5:00", on=MONDAY.date() - timedelta(days=1))
    assert "Within the retainer, this one would go 1 hour above its 20 hours." in known(mara, osprey).left
