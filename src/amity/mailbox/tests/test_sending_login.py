"""Logging in to send, at a real SMTP server: a password, a token (XOAUTH2), and what each refusal means."""

import pytest

from amity.mailbox.connections import rules
from amity.mailbox.connections.faults import Fault
from amity.mailbox.connections.session import Login, check_sending
from tests.rig.smtp_server import HOST, GuardedInbox, serving

pytestmark = pytest.mark.usefixtures("internal_hosts")


@pytest.fixture
def guarded():
    handler = GuardedInbox("right secret")
    with serving(handler):
        yield handler


def fault_of(server, method, secret, user="mara@halden.example"):
    """Return the code of the fault that a login has, or "" for one that works."""
    try:
        check_sending(HOST, server.port, rules.PLAIN, Login(user, secret, method))
    except Fault as fault:
        return fault.code
    return ""


def test_a_token_is_accepted_at_once(guarded):
    assert (fault_of(guarded, rules.OAUTH, "right secret"), guarded.logins) == ("", 1)


def test_a_refused_token_is_no_wrong_password_and_its_error_is_answered_with_nothing(guarded):
    assert fault_of(guarded, rules.OAUTH, "old token") == rules.REFUSED_TOKEN
    assert guarded.errors_answered == [b""]


def test_a_wrong_password_is_refused(guarded):
    assert fault_of(guarded, rules.PASSWORD, "right secret") == ""
    assert fault_of(guarded, rules.PASSWORD, "wrong") == rules.REFUSED_LOGIN
    assert fault_of(guarded, rules.PASSWORD, "größer") == rules.REFUSED_LOGIN


@pytest.mark.parametrize("method", rules.METHODS)
@pytest.mark.parametrize(
    ("answer", "code"), [("454 4.7.0 try later", rules.UNREACHED), ("504 5.5.4 no such way", rules.BROKEN)]
)
def test_an_answer_that_is_not_about_the_login_is_no_refusal(guarded, method, answer, code):
    guarded.refusal = answer
    assert fault_of(guarded, method, "wrong") == code
