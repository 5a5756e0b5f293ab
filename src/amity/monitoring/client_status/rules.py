"""The key of the status of a project among what is sent to clients."""

from typing import Final

STATUS: Final = "status"
