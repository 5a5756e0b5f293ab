"""Which accounts someone can open is known of those that their page has read, and asked of others."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.accounts.models import Account
from amity.accounts.opened import accounts_opened_by
from amity.accounts.queries import account_seen_by
from amity.people import rules as roles
from amity.people.queries import known_while_reading
from tests.builders import acting, make_account, make_person, make_project

pytestmark = pytest.mark.django_db


def test_an_account_that_a_page_has_read_is_not_asked_about_again(agency):
    piet = make_person("Piet", roles.PROJECT_MANAGER)
    own, other = make_account(manager=make_person("Mara")), make_account("Tessel Bank", manager=make_person("Edda"))
    project = make_project(own, manager=piet)

    with known_while_reading():
        account_seen_by(acting(piet), own.pk)
        met = list(Account.objects.order_by("pk"))
        with CaptureQueriesContext(connection) as asked:
            opened = accounts_opened_by(acting(piet), met[:1])
            assert opened == {own.pk}
            assert len(asked) == 0
            assert accounts_opened_by(acting(piet), met) == {own.pk}
    project.manager = None
    project.save()
    with known_while_reading():
        assert accounts_opened_by(acting(piet), [own, other]) == frozenset()
