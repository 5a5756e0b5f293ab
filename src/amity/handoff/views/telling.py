"""What the acts of a hand-off's page share: what was posted, and what is told where an act was not taken."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from amity.shared.errors import Invalid, Refused, Stale


def not_taken(request: HttpRequest, fault: Invalid | Refused | Stale, words: str) -> None:
    """Say why not, and show what was typed, so that nobody's words are lost."""
    messages.error(request, fault.sentence)
    if words.strip():
        messages.warning(request, words)


def back_at(handoff_id: int, place: str) -> HttpResponse:
    """Back to the page, at the item or block that was worked on: the page is long."""
    return redirect(f"{reverse('handoff:handoff', args=[handoff_id])}#{place}")


def number_in(request: HttpRequest, name: str) -> int:
    """A whole number that was posted; 0 where there is none."""
    value = request.POST.get(name, "")
    return int(value) if value.isdigit() and len(value) < 10 else 0
