"""States begin with a capital at the start of a badge or a cell."""

import re

import pytest
from django.urls import reverse

from amity.monitoring.tests.making import make_client_side

pytestmark = pytest.mark.django_db
BADGE = re.compile(
    r'class="(?:pill|st) is-[^>]*>(?:\s*<(?:svg|span class="shape).*?</(?:svg|span)>)?\s*([^<\s][^<]*)', re.DOTALL
)


@pytest.mark.parametrize(
    "name", ["monitoring:inputs", "monitoring:register", "projects:client", "monitoring:client_input"]
)
def test_badges_begin_with_a_capital(client, mara, site, name):
    make_client_side(site, by=mara)
    args = {"projects:client": [site.pk], "monitoring:client_input": [site.inputs.get().pk]}.get(name, [])
    client.force_login(mara)

    page = client.get(reverse(name, args=args)).content.decode()

    words = [word.strip() for word in BADGE.findall(page.partition('id="main"')[2])]
    assert words
    assert [word for word in words if word[0].islower()] == []
