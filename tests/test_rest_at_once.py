"""Four connections that send one key at the same moment: one write, one answer."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from amity.api import throttling
from amity.timesheets.models import Entry
from tests.matrix.machines import token_of

TIME = {"work_date": "2026-11-20", "seconds": 5400}


@pytest.mark.django_db(transaction=True)
def test_one_key_at_the_same_moment_writes_once(tim):
    throttling.forget()
    headers = {"Authorization": f"Bearer {token_of(tim)}", "Idempotency-Key": "once"}

    def send(_number):
        try:
            return Client().post("/api/v1/entries", json.dumps(TIME), content_type="application/json", headers=headers)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(send, range(4)))

    assert {(one.status_code, one.content) for one in answers} == {(201, answers[0].content)}
    assert Entry.objects.count() == 1
