"""A command runs again after a deadlock, only as the outermost command, and three times in all."""

import pytest
from django.db import OperationalError, transaction

from amity.shared.command import command, retried


class Deadlock(Exception):
    """The database driver's exception for a broken deadlock."""

    sqlstate = "40P01"


def failing(times: int, cause: Exception):
    """Return a command that fails `times` times and then returns how often it was tried, and the list of tries."""
    tries = []

    @command
    def stumble() -> int:
        tries.append(1)
        if len(tries) <= times:
            raise OperationalError("broken") from cause
        return len(tries)

    return stumble, tries


@pytest.mark.django_db(transaction=True)
def test_a_deadlock_is_tried_again_and_counted():
    before = retried["stumble"]
    stumble, _tries = failing(2, Deadlock())

    assert stumble() == 3
    assert retried["stumble"] == before + 2


@pytest.mark.django_db(transaction=True)
def test_after_three_tries_the_fault_is_raised():
    stumble, tries = failing(3, Deadlock())

    with pytest.raises(OperationalError):
        stumble()

    assert len(tries) == 3


@pytest.mark.django_db(transaction=True)
def test_another_fault_is_not_tried_again():
    stumble, tries = failing(1, ValueError())

    with pytest.raises(OperationalError):
        stumble()

    assert len(tries) == 1


@pytest.mark.django_db(transaction=True)
def test_inside_a_transaction_trying_again_is_left_to_the_outermost():
    stumble, tries = failing(1, Deadlock())

    with pytest.raises(OperationalError), transaction.atomic():
        stumble()

    assert len(tries) == 1
