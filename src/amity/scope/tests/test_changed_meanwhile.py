"""Someone else changed a request while it was assessed, or sent back to be assessed again."""

import uuid

import pytest

from amity.people.models import Discipline
from amity.scope.tests.making import make_assessed

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessed(osprey, mara, piet, project):
    return make_assessed(osprey, piet, "Can we have a page for the winter sale?", project)


def sent(client, who, path, **values):
    client.force_login(who)
    return client.post(path, {"nonce": uuid.uuid4().hex, "version": 1, **values})


def test_a_question_for_another_assessment_stays_in_its_field(client, mara, assessed):
    page = sent(client, mara, f"/requests/{assessed.pk}/ask-again/", question="And Welsh?")

    assert page.status_code == 409
    assert "Someone else changed this first" in page.text
    assert "And Welsh?" in page.text


def test_an_assessment_stays_in_its_fields(client, piet, assessed):
    design = Discipline.objects.get(name="Design")
    values = {"discipline_0": design.pk, "hours_0": "7:30", "proposal": "extra", "reason": "Not on any line"}

    page = sent(client, piet, f"/requests/{assessed.pk}/assess/", **values)

    assert page.status_code == 409
    assert "Someone else changed this first" in page.text
    assert 'value="7:30"' in page.text
