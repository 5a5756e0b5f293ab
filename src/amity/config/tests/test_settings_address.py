"""`/settings/` leads to the first settings page that the person can open."""

import pytest

from amity.ui.slots import settings_pages
from tests.builders import acting, make_person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [None, "team_member", "finance", "administrator"])
def test_settings_lead_to_the_first_page_that_the_person_can_open(client, agency, role):
    person = make_person("Nell", *([role] if role else []))
    client.force_login(person)
    answer = client.get("/settings/")

    assert answer.status_code == 302
    assert answer.url == settings_pages.seen_by(acting(person))[0].address()
    assert client.get(answer.url).status_code == 200
