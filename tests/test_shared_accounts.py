"""Rows on an account share the object of it that their page has read, and so do their projects."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.accounts.models import Account
from amity.monitoring.risks.queries import register_of_account
from amity.waiting.queries import open_on
from tests.builders import MONDAY, acting
from tests.matrix.rights import AM
from tests.matrix.scene import Scene

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()


def test_what_is_open_reads_no_account_along_that_the_page_has_read(monday_scene: Scene) -> None:
    by, account = acting(monday_scene.viewers[AM]), Account.objects.get(pk=monday_scene.known["account_id"])
    alone = [item for group in open_on(by, account.pk, TODAY) for item in group.items]

    with CaptureQueriesContext(connection) as asked:
        shared = [item for group in open_on(by, account.pk, TODAY, account=account) for item in group.items]
        entries = register_of_account(by, account)

    assert [item.title for item in shared] == [item.title for item in alone]
    assert {row.account for row in entries} | {row.project.account for row in entries if row.project} == {account}
    assert [one["sql"] for one in asked if '"tier"' in one["sql"]] == []
