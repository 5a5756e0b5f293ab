"""Addresses that only take a press: where a page drawn there belongs, since nobody can open or read it again there."""

import inspect
from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import is_valid_path
from django.utils.http import url_has_allowed_host_and_scheme


@cache
def takes_only_a_press(view: Callable[..., Any]) -> bool:
    """Return whether a view is declared with `require_POST`. The answer is kept, since to find it reads bytecode."""
    step: Any = view
    while step is not None:
        if inspect.isfunction(step) and inspect.getclosurevars(step).nonlocals.get("request_method_list") == ["POST"]:
            return True
        step = getattr(step, "__wrapped__", None)
    return False


def pressed_on(request: HttpRequest) -> str:
    """Return the address of the page on which a button was pressed, else the nearest page above the button's own."""
    referer = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(referer, allowed_hosts={request.get_host()}):
        page = urlsplit(referer)
        return f"{page.path}?{page.query}" if page.query else page.path
    return page_above(request.path)


def page_above(path: str) -> str:
    """Return the nearest address above a path that leads anywhere, or "" if none does."""
    above = path.rstrip("/")
    while above:
        above = above.rpartition("/")[0]
        if is_valid_path(f"{above}/"):
            return f"{above}/"
    return ""
