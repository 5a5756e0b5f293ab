"""Name a device by what its browser sends, as coarsely as that allows."""

from typing import Final

# The first that matches: most browsers also name those they descend from.
BROWSERS: Final = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
SYSTEMS: Final = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"), ("Linux", "Linux"),
)  # fmt: skip


def device(user_agent: str) -> str:
    """Return browser and system, for example "Firefox, Windows", or "" if neither is known."""
    named = (next((name for part, name in table if part in user_agent), "") for table in (BROWSERS, SYSTEMS))
    return ", ".join(name for name in named if name)
