"""Read for whom an email came back."""

from collections.abc import Collection
from email import message_from_bytes, policy
from email.errors import MessageError

from flufl.bounce import all_failures


def failed_in(raw: bytes) -> Collection[str]:
    """Return the addresses that a bounce says can't be reached for good, in lower case."""
    try:
        temporary_and_lasting = all_failures(message_from_bytes(raw, policy=policy.compat32))
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, IndexError, RecursionError,
            AssertionError):  # fmt: skip
        return ()
    _temporary, lasting = temporary_and_lasting
    return {address.decode("ascii", "replace").lower() for address in lasting}
