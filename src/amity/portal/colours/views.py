"""The agency's colour as a style sheet: the content policy forbids styles within a page."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from amity.agency.colours.rules import DARK, LIGHT, readable
from amity.agency.queries import agency
from amity.people.public import public

KEPT: Final = "max-age=300"
RULES: Final = """\
:root {{ --agency: {light}; --agency-ink: {light}; }}
@media screen {{ [data-bs-theme="dark"] {{ --agency: {dark}; --agency-ink: {dark}; }} }}
"""


@public
@require_safe
def colour(_request: HttpRequest) -> HttpResponse:
    """Return the colour for both themes. Without one the style sheet is empty, and Amity's own applies."""
    own = agency().colour
    rules = RULES.format(light=readable(own, LIGHT), dark=readable(own, DARK)) if own else ""
    return HttpResponse(rules, content_type="text/css; charset=utf-8", headers={"Cache-Control": KEPT})
