"""The size limit of requests. A longer request is refused before it is read completely."""

from collections.abc import Callable
from typing import Any, Final

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

BESIDE: Final = 2_000_000
"""Extra bytes of a request besides the file: fields and boundaries."""
USUAL: Final = 300_000_000

_limit: list[Callable[[], int]] = []


def limit_comes_from(function: Callable[[], int]) -> None:
    """Hook for the part with the limits: the largest file any part accepts, in bytes."""
    _limit[:] = [function]


class Capped(FileUploadHandler):
    """Upload handler that refuses by announced length and by bytes received, before others store anything."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._most = (_limit[0]() if _limit else USUAL) + BESIDE
        self._come = 0

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any, **kwargs: Any) -> None:  # noqa: N803 - Django's name
        """Refuse a request that announces more than the upload limit."""
        if content_length > self._most:
            raise RequestDataTooBig("the request brings more than any file may be long")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass a chunk on while the upload is within its limit."""
        self._come += len(raw_data)
        if self._come > self._most:
            raise RequestDataTooBig("the request brings more than any file may be long")
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Return None, because the handlers after this one store the file."""
