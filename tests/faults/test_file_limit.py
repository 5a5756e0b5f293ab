"""Files that may not grow, as on a full disk or an exhausted quota. This fault needs no small disk, and so no root."""

import resource
from contextlib import contextmanager

import pytest

from tests.faults.instance import descendants
from tests.faults.refusing import check_refused_and_recovered, check_whole

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
        check_refused_and_recovered(instance, no_file_grows(server))
    check_whole(instance)
