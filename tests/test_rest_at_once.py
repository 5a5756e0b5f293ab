"""Four processes that send one key at the same moment: one write, one answer."""

import json

import pytest
from django.test import Client

from amity.api import throttling
from amity.timesheets.models import Entry
from tests.matrix.machines import token_of
from tests.rig.at_once import results_at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.hammer]
TIME = {"work_date": "2026-11-20", "seconds": 5400}


def sending(token):
    """Return a function that sends the request with its key and returns the response."""
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": "once"}

    def send():
        answer = Client().post("/api/v1/entries", json.dumps(TIME), content_type="application/json", headers=headers)
        return answer.status_code, answer.content

    return send


def test_one_key_at_the_same_moment_writes_once(tim):
    throttling.forget()

    answers = results_at_once(sending, [(token_of(tim),)] * 4)

    assert set(answers) == {(201, answers[0][1])}
    assert Entry.objects.count() == 1
