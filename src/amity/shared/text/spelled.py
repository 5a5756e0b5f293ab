"""How a word may be spelled inside stored JSON."""

import json


def spelled(word: str) -> set[str]:
    """Return a word as it is, and with the escapes that JSON may have been written with."""
    return {word, json.dumps(word)[1:-1], json.dumps(word, ensure_ascii=False)[1:-1]}
