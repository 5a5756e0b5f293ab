"""The machine's clock is set while people are signed in."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone


@pytest.mark.parametrize("by", [timedelta(hours=3), -timedelta(hours=3), -timedelta(days=400)])
def test_a_session_outlives_a_jump_of_the_clock(client, mara, by):
    client.force_login(mara)
    with time_machine.travel(timezone.now() + by):
        assert client.get("/settings/me/").status_code == 200

    assert client.get("/settings/me/").status_code == 200


def test_a_session_that_ended_in_a_jump_forward_is_signed_in_again(client, mara, settings):
    client.force_login(mara)
    with time_machine.travel(timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE + 60)):
        assert client.get("/settings/me/").status_code == 302
        client.force_login(mara)
        assert client.get("/settings/me/").status_code == 200
