"""A zipped workspace export in a child process."""

from pathlib import Path

from amity.imports.readers.children.faults import faults, stream
from amity.imports.readers.workspace import is_workspace, workspace_lists
from amity.imports.structure.rules.toggl_workspace import things_in
from amity.shared.children.child import Stream


def things(path: Path) -> Stream | None:
    """Yield the records of a workspace export, or return None for another ZIP."""
    if not is_workspace(path):
        return None
    with faults():
        lists = workspace_lists(path)
    return stream(True, lambda: things_in(lists))
