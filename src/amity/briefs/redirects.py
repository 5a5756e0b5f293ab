"""Redirect to the page of a brief."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse


def back_to(brief_id: int, part: str = "") -> HttpResponse:
    """Redirect to the page of a brief."""
    return redirect(reverse("briefs:brief", args=[brief_id]) + part)
