"""Codes of an authenticator app: the vectors of RFC 6238, the drift of a phone's clock, and no code twice."""

import base64
from datetime import UTC, datetime, timedelta

import pytest

from amity.people.second_factor import rules
from amity.people.sessions.rules import device

SECRET = base64.b32encode(b"12345678901234567890").decode()
NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("second", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (2000000000, "279037"), (20000000000, "353130")],
)
def test_codes_are_those_of_the_standard(second, code):
    assert rules.code_at(SECRET, second // rules.PERIOD) == code


@pytest.mark.parametrize(("seconds", "matches"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_phones_clock_may_be_thirty_seconds_off(seconds, matches):
    code = rules.code_at(SECRET, rules.step_of(NOON + timedelta(seconds=seconds)))

    assert (rules.matching_step(SECRET, code, NOON) is not None) is matches


def test_a_code_works_once():
    code = rules.code_at(SECRET, rules.step_of(NOON))
    step = rules.matching_step(SECRET, code, NOON)

    assert step is not None
    assert rules.matching_step(SECRET, code, NOON, after=step) is None


@pytest.mark.parametrize("code", ["", "²²²²²²", "12345", "\x00", "1" * 500])
def test_what_is_no_code_matches_nothing(code):
    assert rules.matching_step(SECRET, code, NOON) is None


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Chrome/130 Safari/537.36 Edg/130", "Edge, macOS"),
        ("curl/8.5", ""),
    ],
)
def test_a_device_is_named_by_browser_and_system(agent, name):
    assert device(agent) == name
