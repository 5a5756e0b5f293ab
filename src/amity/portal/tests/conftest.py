"""Fixtures of the client's side."""

import pytest
from django.core.cache import cache

from amity.accounts.models import Contact
from amity.gate.models import Item
from amity.gate.tests.making import make_contact
from amity.portal.tests.answering import sent_item, token_for
from amity.portal.tests.deciding import NOW
from tests.builders import MONDAY, make_agency


@pytest.fixture
def an_hour_later(db, time_machine):
    """Set the clock an hour after the email, and forget which links were opened."""
    make_agency()
    cache.clear()
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def dana(osprey) -> Contact:
    return make_contact(osprey, "Dana Whitlock", roles=["decision_maker"])


@pytest.fixture
def gwen(osprey) -> Contact:
    return make_contact(osprey, "Gwen Lewis")


@pytest.fixture
def item(osprey, mara, dana) -> Item:
    return sent_item(osprey, mara, [dana], now=MONDAY)


@pytest.fixture
def token(item, dana) -> str:
    return token_for(item, dana)
