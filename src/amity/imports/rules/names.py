"""Names and texts in the form in which they are compared."""

import re
import unicodedata
from functools import lru_cache


def tidy(text: str) -> str:
    """Return Unicode NFC with every run of white space as one blank, as stored and shown."""
    kept = " ".join(text.split())
    return kept if kept.isascii() else unicodedata.normalize("NFC", kept)


@lru_cache(maxsize=65_536)
def name_key(text: str) -> str:
    """The form in which two names are the same name: tidy, without case."""
    return unicodedata.normalize("NFC", tidy(text).casefold())


_AFTER_CLIENT = re.compile(r"\s+[-–—|/·]\s+|:\s+|\s+\(")


def client_in(project: str) -> str:
    """The client a project's name begins with, as "Osprey" in "Osprey – Website": else the whole name. A guess."""
    return _AFTER_CLIENT.split(tidy(project), maxsplit=1)[0] or tidy(project)


_LEGAL_WORDS = "gmbh ag kg ohg ug mbh inc ltd llc llp plc co corp oy ab as aps bv nv sa sas sarl srl spa se ltda pty"
_LEGAL_FORMS = frozenset(_LEGAL_WORDS.split())


@lru_cache(maxsize=65_536)
def loose_key(text: str) -> str:
    """The form in which a name is probably the same: no accents, marks or legal form, `&` as "and"."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("&", " and ").replace("ß", "ss"))
    words = "".join(sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign)).split()
    kept = [word for word in words if word not in _LEGAL_FORMS]
    return " ".join(kept or words)
