"""A vCard file in a child process."""

from pathlib import Path

from amity.imports.contacts.rules.vcards import contacts_in
from amity.imports.readers.children.faults import faults, stream
from amity.shared.children.child import Stream


def contacts(path: Path) -> Stream:
    """Read the contacts of a vCard file, and the cards that can't be read."""
    data = path.read_bytes()
    with faults():
        contacts_in(data)  # a file without cards is refused before its first row
    return stream(None, lambda: contacts_in(data))
