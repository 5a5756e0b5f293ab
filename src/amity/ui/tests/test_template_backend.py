"""The answer to a form is drawn like any page: whose rights count is read once, after what the form did."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

pytestmark = pytest.mark.django_db


def test_a_refused_post_reads_the_roles_for_the_act_and_once_for_the_page(client, tim):
    client.force_login(tim)
    with CaptureQueriesContext(connection) as asked:
        answer = client.post("/settings/people/")

    assert answer.status_code == 403
    assert sum('FROM "people_heldrole"' in one["sql"] for one in asked) == 2
