"""Stream uploads to disk and stop at the limit, so that 200 MB are never in memory."""

import errno
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.utils.translation import gettext as _

from amity.agency.queries import limit

_FULL = {errno.ENOSPC, errno.EDQUOT}


class StreamedUpload(TemporaryFileUploadHandler):
    """Writes an upload to disk as it arrives.

    If it is too long or the disk is full, it is deleted, and `fault` is the reason.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fault = ""
        self._got = 0
        self._most = limit("import.file_bytes")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Start a file on the disk."""
        self._got = 0
        try:
            super().new_file(*args, **kwargs)
        except OSError as fault:
            self._full(fault)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Write one chunk. Beyond the limit, skip the rest of the file."""
        self._got += len(raw_data)
        if self._got > self._most:
            self.fault = "too_long"
            raise SkipFile
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError as fault:
            self._full(fault)
        return None

    def file_complete(self, file_size: int) -> "UploadedFile[Any] | None":
        """Return the file, or None if it was deleted."""
        return None if self.fault else super().file_complete(file_size)

    def sentence(self) -> str:
        """Return why the file was deleted, for the person."""
        if self.fault == "full":
            return _("The disk is full. The file was not saved. Free some space and upload it again.")
        if self.fault == "too_long":
            most = self._most // 1_000_000
            return _("The file is larger than %(most)s MB. Nothing was saved. Export a shorter period.") % {
                "most": most
            }
        return ""

    def _full(self, fault: OSError) -> None:
        if fault.errno not in _FULL:
            raise fault
        self.fault = "full"
        raise SkipFile from fault
