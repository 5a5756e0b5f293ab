"""Search or jump: the page without JavaScript, and the options under the field with it."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amity.shared.actor import Actor
from amity.ui.asked import queried
from amity.ui.search import jumps
from amity.ui.shell.context import Shell


@require_safe
def jump(request: HttpRequest) -> HttpResponse:
    """Show what `q` finds, as a page of links."""
    return render(request, "ui/jump/page.html", _answer(request))


@require_safe
def jump_options(request: HttpRequest) -> HttpResponse:
    """Answer with search results as options under the field, or with pages to open if nothing is typed yet."""
    return render(request, "ui/jump/options.html", _answer(request))


def _answer(request: HttpRequest) -> dict[str, object]:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    typed = queried(request).search("q")
    words = jumps.words_of(typed)
    pages = [one for one in _pages(Shell(request)) if jumps.holds(one.name, words)]
    return {"typed": " ".join(words), "found": [*jumps.find(actor, words), *pages]}


def _pages(shell: Shell) -> Iterator[jumps.Found]:
    """Yield the pages in the menus, each once."""
    known: set[str] = set()
    menus = (shell.navigation, shell.money_pages, shell.time_pages, shell.own_pages, shell.settings_pages)
    for link in (link for menu in menus for link in menu):
        if link.url not in known:
            known.add(link.url)
            yield jumps.Found(_("Page"), link.label, link.url)
