"""The way of an email about a subject to the client, for tests of the parts that send one."""

from amity.gate.items import commands
from amity.gate.releases.commands import release_due
from amity.gate.subjects.commands import write_about
from amity.gate.tests.making import read
from amity.outbox.sending import deliver
from tests.builders import MONDAY, acting


def written(by, key, subject_id):
    """Return the draft about a subject."""
    return read(write_about(by=acting(by), key=key, subject_id=subject_id, now=MONDAY))


def submitted(by, item):
    """Submit a draft, and return it."""
    commands.submit(by=acting(by), item_id=item.pk, version=item.version, now=MONDAY, answers={})
    return read(item)


def sent(by, item):
    """Submit a draft, release and deliver it, and return it."""
    item = submitted(by, item)
    release_due(lambda: MONDAY)
    deliver(lambda: MONDAY)
    return read(item)
