"""Files that may not grow, as on a full disk or an exhausted quota. This fault needs no small disk, and so no root."""

import resource
from contextlib import contextmanager

import pytest
from django.db import connection

from tests.faults.instance import descendants
from tests.faults.test_disk import PREFERENCES

pytestmark = [pytest.mark.hammer, pytest.mark.sqlite]


@contextmanager
def no_file_grows(server):
    """Refuse the server's processes every further byte in a file."""
    family = [server.pid, *descendants(server.pid)]
    before = {process: resource.prlimit(process, resource.RLIMIT_FSIZE) for process in family}
    for process, (_soft, hard) in before.items():
        resource.prlimit(process, resource.RLIMIT_FSIZE, (0, hard))
    yield
    for process, limits in before.items():
        resource.prlimit(process, resource.RLIMIT_FSIZE, limits)


def test_writes_are_refused_while_no_file_may_grow_and_work_again_after_it(instance):
    with instance.web() as server:
        assert instance.log_time("before") == 201
        with no_file_grows(server):
            refused = [instance.log_time(f"limited {number}") for number in range(3)]
            page = instance.ask("POST", "/settings/me/", PREFERENCES, page=True)
            ready = instance.ask("GET", "/health/ready")

        assert refused == [503, 503, 503]
        assert (page[0], "Nothing was saved" in page[1]) == (503, True)
        assert (ready[0], "data folder" in ready[1]) == (503, True)
        assert instance.log_time("after") == 201
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert instance.acknowledged == {"before", "after"}
