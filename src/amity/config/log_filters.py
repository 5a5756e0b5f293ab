"""Log filters: no working link is ever written, and an unknown host name is one line."""

import logging
import re

LINK_PREFIXES = ("/counsel/", "/briefs/hours/by-link/", "/welcome/", "/forgotten/")
"""URL prefixes whose next part is a secret that opens something without sign-in."""
TOKEN = re.compile(rf"({'|'.join(re.escape(prefix) for prefix in LINK_PREFIXES)})[^/\s?'\"&#]+")


def without_tokens(text: str) -> str:
    """Return the text with the token after each link prefix removed."""
    return TOKEN.sub(r"\1…", text)


class HideTokens(logging.Filter):
    """Remove tokens from every log message, since Django logs refused requests with their path."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the message and pass the record on."""
        record.msg, record.args = without_tokens(record.getMessage()), ()
        return True


class ShortenUnknownHosts(logging.Filter):
    """Log a request for an unknown host name as one warning. Scanners send many, and nothing is broken."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Drop the traceback and pass the record on."""
        if record.name == "django.security.DisallowedHost":
            record.exc_info, record.exc_text = None, None
            record.levelno, record.levelname = logging.WARNING, "WARNING"
        return True
