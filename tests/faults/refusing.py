"""What a server does while nothing can be written, and after it: shared by the tests of each cause."""

from contextlib import AbstractContextManager

from django.db import connection

from tests.faults.instance import Instance

PREFERENCES = "locale=de_DE&time_zone=UTC&theme=dark&density="


def check_refused_and_recovered(instance: Instance, obstacle: AbstractContextManager[None]) -> None:
    """Check that writes are refused with a clear answer while the obstacle lasts, and that nothing is lost by it."""
    assert instance.log_time("before") == 201
    with obstacle:
        refused = [instance.log_time(f"refused {number}") for number in range(3)]
        page = instance.ask("POST", "/settings/me/", PREFERENCES, page=True)
        ready = instance.ask("GET", "/health/ready")

    assert refused == [503, 503, 503]
    assert (page[0], "Nothing was saved" in page[1]) == (503, True)
    assert (ready[0], "data folder" in ready[1]) == (503, True)
    assert instance.log_time("after") == 201


def check_whole(instance: Instance) -> None:
    """Check that the database is whole and has just what was acknowledged before and after."""
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert instance.acknowledged == {"before", "after"}
