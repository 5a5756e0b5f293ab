"""Connections are kept between requests, unless they opened a file that can't be written to."""

import os
import time

import pytest
from django.db import close_old_connections, connection

from amity.config.environment import KEPT_SECONDS
from amity.config.settings import ENVIRONMENT

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.sqlite]


@pytest.fixture
def kept(monkeypatch):
    """Keep connections as Amity does, and begin without one."""
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", ENVIRONMENT.database["CONN_MAX_AGE"])
    connection.close()


def test_a_request_leaves_its_connection_to_the_next(kept):
    connection.ensure_connection()

    close_old_connections()

    assert connection.connection is not None
    assert connection.close_at
    assert connection.close_at <= time.monotonic() + KEPT_SECONDS


def test_a_connection_to_a_read_only_file_is_not_kept(kept, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, _mode: path != connection.settings_dict["NAME"])
    connection.ensure_connection()

    close_old_connections()

    assert connection.connection is None
