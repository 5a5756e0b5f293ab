"""The contexts that the test client stores: of each page as a whole, not of the 30 templates within it.

Django's test runner copies the context of every template that is rendered, down to each button. That took a seventh of
a page's time. `answer.context` still has all that the view passes to its template.
"""

import threading
from collections.abc import Iterator

import pytest
from django.template import Context, Template
from django.test.signals import template_rendered
from django.utils.safestring import SafeString


class _Depth(threading.local):
    """How many templates the current thread is rendering within each other."""

    templates = 0


_depth = _Depth()


def _render(template: Template, context: Context) -> SafeString:
    """Render, and send Django's signal for the outermost template only."""
    if _depth.templates == 0:
        template_rendered.send(sender=template, template=template, context=context)
    _depth.templates += 1
    try:
        return template.nodelist.render(context)
    finally:
        _depth.templates -= 1


@pytest.fixture(scope="session", autouse=True)
def stored_contexts(django_test_environment: None) -> Iterator[None]:
    """Store the contexts of whole pages only."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", _render)
        yield
