"""Emails about a subject are read with whether the reader can open each."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.gate.models import Item
from amity.gate.subjects.queries import sendings_of
from amity.gate.tests.making import make_contact, submitted
from amity.people import rules as roles
from amity.people.queries import known_while_reading
from tests.builders import acting, make_account, make_person

pytestmark = pytest.mark.usefixtures("on_monday")


def test_one_statement_reads_emails_and_whether_the_reader_can_open_them(mara):
    lars, account = make_person("Lars", roles.FINANCE), make_account(manager=mara)
    item = submitted(account, lars, [make_contact(account, "Dana")])
    Item.objects.filter(pk=item.pk).update(subject_kind="version", subject_id=7)

    for person, address in ((mara, f"/going-out/{item.pk}/"), (make_person("Edda"), "")):
        with known_while_reading(), CaptureQueriesContext(connection) as asked:
            (sending,) = sendings_of(acting(person), "version", [7])[7]
        assert sending.address == address
        assert sum(query["sql"].startswith('SELECT "gate_item"') for query in asked) == 1
