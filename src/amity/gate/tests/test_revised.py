"""A text that changes while it waits: its author says why, and who clears reads that it changed."""

import re

import pytest
from django.utils import timezone

from amity.gate.decisions import commands as decisions
from amity.gate.items import commands as items
from amity.gate.tests.making import read, submitted
from amity.people import rules as roles
from tests.builders import MONDAY, acting, make_person

pytestmark = pytest.mark.usefixtures("on_monday")


@pytest.fixture
def lars(osprey):
    return make_person("Lars", roles.FINANCE)


def test_an_author_gives_the_reason_of_a_revision(client, lars, osprey):
    item = submitted(osprey, lars)
    client.force_login(lars)
    assert 'name="words"' in client.get(f"/going-out/{item.pk}/").content.decode()

    client.post(f"/going-out/{item.pk}/revise/", {"words": "The date moved"})

    assert item.steps.get(verb="revise").words == "The date moved"
    items.submit(by=acting(lars), item_id=item.pk, version=read(item).version, now=MONDAY)
    assert "The date moved" in client.get(f"/going-out/{item.pk}/").content.decode()


def test_a_clearer_sees_who_reads_and_what_changed_since(client, mara, lars, osprey):
    osprey.director = boss = make_person("Edda Lund, MBA", roles.ACCOUNT_DIRECTOR)
    osprey.save()
    item = submitted(osprey, lars)
    decisions.open_item(by=acting(boss), item_id=item.pk, digest=item.digest, now=timezone.now())
    client.force_login(mara)
    page = client.get(f"/going-out/{item.pk}/").content.decode()
    assert re.search(r"Being read by\s*<b[^>]*>Edda Lund, MBA</b>", page)
    assert "Changed after someone had opened it" not in page

    items.revise(by=acting(lars), item_id=item.pk, now=MONDAY)
    items.submit(by=acting(lars), item_id=item.pk, version=read(item).version, now=MONDAY)
    assert "Changed after someone had opened it" in client.get(f"/going-out/{item.pk}/").content.decode()
