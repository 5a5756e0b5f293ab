"""When the morning email leaves. Pure."""

from datetime import date, datetime
from typing import Any, Final

HOUR: Final = 8
CATCHES_UP: Final = 3
"""Hours during which an email is still sent, if the worker was down at its hour."""
FRIDAY: Final = 4
WEEKEND: Final = 5
SLACK: Final = "slack"
TEAMS: Final = "teams"
FORMATS: Final = (SLACK, TEAMS)


def is_due(local: datetime, hour: int, sent_on: date | None) -> bool:
    """Return whether a person's morning email is due at this time of theirs: once a day, from Monday to Friday."""
    if local.weekday() >= WEEKEND or sent_on == local.date():
        return False
    return hour <= local.hour <= hour + CATCHES_UP


def is_digest_day(day: date) -> bool:
    """Return whether the kinds that moved to the digest are listed: on Fridays."""
    return day.weekday() == FRIDAY


def payload(chat: str, title: str, lines: list[str], address: str) -> dict[str, Any]:
    """Return the body of an incoming webhook, in the format of Slack or of Microsoft Teams."""
    if chat == SLACK:
        text = "\n".join([f"*{escaped(title)}*", *(f"• {escaped(line)}" for line in lines), f"<{address}|Amity>"])
        return {"text": text}
    body = [{"type": "TextBlock", "text": title, "weight": "bolder", "wrap": True}]
    body += [{"type": "TextBlock", "text": f"- {line}", "wrap": True} for line in lines]
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json", "type": "AdaptiveCard", "version": "1.4",
        "body": body, "actions": [{"type": "Action.OpenUrl", "title": "Amity", "url": address}],
    }  # fmt: skip
    return {
        "type": "message",
        "attachments": [{"contentType": "application/vnd.microsoft.card.adaptive", "content": card}],
    }


def escaped(text: str) -> str:
    """Return text in which Slack finds no mark of its own."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
