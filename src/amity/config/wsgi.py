"""The server's entry."""

import os

import django
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest

os.umask(0o077)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amity.config.settings")


class Request(WSGIRequest):
    """A request that lets go of what was read for it once it is answered.

    Its person and messages refer to it, so all would stay in memory until the collector of cycles comes.
    """

    def close(self) -> None:
        """Close the files that were sent, and forget everything."""
        super().close()
        vars(self).clear()


class Handler(WSGIHandler):
    """Answers requests."""

    request_class = Request


django.setup(set_prefix=False)
application = Handler()
