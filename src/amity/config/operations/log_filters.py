"""Log filters: no working link, email address or query string is ever written, and an unknown host is one line."""

import logging
import re

from amity.config.operations.routes import route_of

LINK_PREFIXES = (
    "/counsel/", "/a/", "/briefs/hours/by-link/", "/decisions/by-link/", "/status/by-link/", "/welcome/", "/forgotten/",
)  # fmt: skip
"""URL prefixes whose next part is a secret that opens something without sign-in."""
TOKEN = re.compile(rf"({'|'.join(re.escape(prefix) for prefix in LINK_PREFIXES)})[^/\s?'\"&#]+")
PERSONAL_TOKEN = re.compile(r"\bamity_[\w-]{16,}|\b(Bearer|Basic)\s+\S+")
QUERY = re.compile(r"(/[^\s?'\"]*)\?[^\s'\"]+")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
URL_PASSWORD = re.compile(r"(\w://[^\s:/@]*):[^\s@/]+@")


def without_tokens(text: str) -> str:
    """Return the text with the token after each link prefix removed."""
    return TOKEN.sub(r"\1…", text)


def without_secrets(text: str) -> str:
    """Return the text without tokens, passwords in URLs, query strings and email addresses."""
    text = PERSONAL_TOKEN.sub("…", URL_PASSWORD.sub(r"\1:…@", without_tokens(text)))
    return EMAIL.sub("…", QUERY.sub(r"\1?…", text))


class HideTokens(logging.Filter):
    """Remove secrets from every log message, since Django logs refused requests with their path."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the message and pass the record on."""
        message, request = record.getMessage(), getattr(record, "request", None)
        if path := getattr(request, "path", ""):
            message = message.replace(path, route_of(request))  # type: ignore[arg-type]
        record.msg, record.args = without_secrets(message), ()
        return True


class ShortenUnknownHosts(logging.Filter):
    """Log a request for an unknown host name as one warning. Scanners send many, and nothing is broken."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Drop the traceback and pass the record on."""
        if record.name == "django.security.DisallowedHost":
            record.exc_info, record.exc_text = None, None
            record.levelno, record.levelname = logging.WARNING, "WARNING"
        return True
