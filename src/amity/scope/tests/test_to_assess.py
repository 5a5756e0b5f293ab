"""The page of a request that isn't assessed yet: the form to assess it, and what is known for it."""

import re
from datetime import timedelta

import pytest

from amity.people.models import Discipline
from amity.scope import rules
from amity.scope.models import Assessment
from amity.scope.requests.commands import log_request
from amity.scope.requests.fields import RequestFields
from amity.scope.tests.making import make_assessed
from tests.builders import MONDAY, acting, make_agreement, make_entry, make_line, make_person, make_project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
MOST_QUERIES = 20


def log(by, osprey, words="Newport on the map, please", **fields):
    return log_request(by=acting(by), account_id=osprey.pk, fields=RequestFields(words, **fields), now=MONDAY)


def page_of(client, person, row):
    client.force_login(person)
    return client.get(f"/requests/{row.pk}/").content.decode().replace("\xa0", " ").replace("\u202f", " ")


def test_the_form_and_what_is_known_are_on_the_page(client, osprey, mara, project, agreement):
    make_assessed(osprey, mara, "Newport on the map")
    make_line(make_agreement(osprey, "fixed", title="Older work"), "1")
    make_line(agreement, "2")
    page = page_of(client, mara, log(mara, osprey, project_id=project.pk))

    assert "“Newport on the map”" in page
    assert "A similar request was assessed at 2 hours." in page
    assert "Done at no charge, this one would leave €" in page
    assert page.index("2 Line 2") < page.index("1 Line 1"), "the project's own agreement comes first"
    assert page.index('aria-labelledby="assess-h"') < page.index('aria-labelledby="known-h"')
    assert 'value="2"' in page, "the form begins with the usual hours"


def test_it_waits_with_the_day_of_the_request_below_the_day_it_is_due(client, osprey, mara, piet, project):
    log(mara, osprey, project_id=project.pk, asked_on=MONDAY.date() - timedelta(days=3))
    client.force_login(piet)
    page = client.get("/waiting/").content.decode()

    assert re.search(r">tomorrow</time></b>\s*<small>requested 20 Nov</small>", page)


def test_saving_assesses_the_request(client, osprey, mara, project):
    row = log(mara, osprey, project_id=project.pk)
    page = page_of(client, mara, row)
    (address,) = re.findall(r'action="(/requests/\d+/assess/)"', page)
    hidden = dict(re.findall(r'name="(nonce|version)" value="([^"]*)"', page[page.index('id="assess"') :]))
    design, _made = Discipline.objects.get_or_create(name="Design")
    answer = client.post(
        address, {**hidden, "discipline_0": design.pk, "hours_0": "1.5", "proposal": rules.INCLUDED}
    )  # fmt: skip

    assert (answer.status_code, answer["Location"]) == (302, f"/requests/{row.pk}/")
    assert Assessment.objects.get(request=row).seconds == 5_400
    assert 'id="assess"' not in page_of(client, mara, row)


def test_someone_who_does_not_assess_reads_what_is_known_without_the_form(client, osprey, mara, project, agreement):
    make_line(agreement, "2")
    row = log(mara, osprey, project_id=project.pk)
    page = page_of(client, make_person("Rita", "executive"), row)

    assert "2 Line 2" in page
    assert 'id="assess"' not in page


def test_the_hours_of_the_clients_only_retainer_are_named(client, osprey, mara, piet, tim, project):
    care = make_agreement(
        osprey, "retainer", title="App care", state="in_force", fee=120_000, included_seconds=36_000,
        starts_on=MONDAY.date().replace(day=1),
    )  # fmt: skip
    work = make_project(osprey, name="Care", manager=piet, team=[tim], agreement=care)
    make_entry(by=tim, project=work, hours="3", on=MONDAY.date().replace(day=2))
    page = page_of(client, mara, log(mara, osprey))

    assert "App care has 7 hours of 10 hours left." in page


def test_few_queries_load_it(client, osprey, mara, project, agreement, django_assert_max_num_queries):
    for number in range(5):
        make_assessed(osprey, mara, f"Newport on the map {number}")
        make_line(agreement, str(number))
    row = log(mara, osprey, project_id=project.pk)
    page_of(client, mara, row)

    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(f"/requests/{row.pk}/")
