"""Fixtures of mailboxes that are read."""

from amity.mailbox.tests.connected import internal_hosts
from amity.mailbox.tests.reading import address, cleo

__all__ = ["address", "cleo", "internal_hosts"]
