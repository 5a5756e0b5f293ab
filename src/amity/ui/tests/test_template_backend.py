"""The response to a form is drawn like any page: rights are read once, after the form's changes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

pytestmark = pytest.mark.django_db


def test_a_refused_post_reads_the_roles_for_the_act_and_once_for_the_page(client, tim):
    client.force_login(tim)
    with CaptureQueriesContext(connection) as asked:
        answer = client.post("/settings/people/invite/")

    assert answer.status_code == 403
    after_the_session = [one["sql"] for one in asked if "people_session" not in one["sql"]]
    assert sum('FROM "people_heldrole"' in sql for sql in after_the_session) == 2
