"""`amity import mail FILE` takes the emails of a file, and `amity undo mail NUMBER` undoes that."""

import json
from pathlib import Path
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.mailbox.uploads import commands, wording
from amity.shared.actor import Actor

MAIL: Final = "mail"
NOT_CLEAN: Final = 3
_READ: Final = 1 << 20


def print_upload(by: Actor, path: Path, *, as_json: bool) -> int:
    """Take the emails of a file. Return 3 if some couldn't be read, otherwise 0."""
    now = timezone.now()
    with path.open("rb") as content:
        file = commands.store_file(by=by, name=path.name, chunks=iter(lambda: content.read(_READ), b""), now=now)
    upload = commands.begin_upload(by=by, file_id=file.pk, now=now, in_background=False)
    upload = commands.read_upload(by=by, upload_id=upload.pk, now=now)
    counts = {name: getattr(upload, name) for name in ("taken", "known", "unmatched", "unreadable")}
    if as_json:
        print(json.dumps(counts | {"batch": upload.pk}))
    else:
        sentence = _(
            "%(taken)s emails imported, %(known)s already here, %(unmatched)s not with a client, "
            "%(unreadable)s left out"
        )
        print(sentence % counts)
        print(_("To undo this import: amity undo mail %(number)s") % {"number": upload.pk})
    return NOT_CLEAN if upload.unreadable else 0


def print_undo(by: Actor, upload_id: int, *, as_json: bool) -> int:
    """Delete the emails that came with a file. Return 3 if some stay, otherwise 0."""
    left = commands.undo_upload(by=by, upload_id=upload_id, now=timezone.now())
    if as_json:
        print(json.dumps({"batch": upload_id, "left": left}))
    else:
        print(_("Import undone."))
        if left:
            print(wording.staying(left))
    return NOT_CLEAN if left else 0
