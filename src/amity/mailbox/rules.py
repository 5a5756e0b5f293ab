"""Pure words of the mailbox: directions, kinds, sources and states."""

from typing import Final

IN: Final = "in"
OUT: Final = "out"
WAYS: Final = (IN, OUT)
"""From the client, and to them."""

ORDINARY: Final = "ordinary"
AUTOMATIC: Final = "automatic"
BOUNCE: Final = "bounce"
KINDS: Final = (ORDINARY, AUTOMATIC, BOUNCE)

UPLOAD: Final = "upload"
MAILBOX: Final = "mailbox"
SOURCES: Final = (UPLOAD, MAILBOX)

FROM: Final = "from"
TO: Final = "to"
CC: Final = "cc"
BCC: Final = "bcc"
PLACES: Final = (FROM, TO, CC, BCC)
"""Where an email names an address."""

READING: Final = "reading"
DONE: Final = "done"
STOPPED: Final = "stopped"
UNDONE: Final = "undone"
UPLOAD_STATES: Final = (READING, DONE, STOPPED, UNDONE)

MOST_ID: Final = 250
"""Characters of a Message-ID. A longer one is stored as its digest."""
MOST_SUBJECT: Final = 300
