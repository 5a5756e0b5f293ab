"""What a page was made from is freed once it is sent, without the collector of cycles."""

import gc
from collections.abc import Callable, Iterator
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.template import RequestContext
from django.test import Client

from amity.accounts.tables import AccountList
from amity.config.wsgi import Request, application

pytestmark = pytest.mark.django_db


@pytest.fixture
def left() -> Iterator[Callable[[], list[str]]]:
    """Return what names the requests, contexts and lists made since, while nothing collects cycles."""
    gc.collect()
    gc.disable()
    before = _kept()
    yield lambda: [type(known).__name__ for known in _kept() if not any(known is one for one in before)]
    gc.enable()


def _kept() -> list[object]:
    """Return those that the collector knows. Asking a lazy object for its class would make it."""
    return [known for known in gc.get_objects() if issubclass(type(known), Request | RequestContext | AccountList)]


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Keep requests on the connection of the test, as Django's own client does."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def test_a_page_leaves_nothing_to_the_collector(client, mara, osprey, one_connection, left):
    client.force_login(mara)

    page = _sent("/accounts/", client)

    assert osprey.name.encode() in page
    assert left() == []


def _sent(path: str, client: Client) -> bytes:
    """Return the page as the server sends it to this client."""
    cookies = "; ".join(f"{name}={cookie.value}" for name, cookie in client.cookies.items())
    environ = {"PATH_INFO": path, "HTTP_COOKIE": cookies}
    setup_testing_defaults(environ)
    answer = application(environ, lambda _status, _headers, _error=None: print)
    page = b"".join(answer)
    answer.close()
    return page
