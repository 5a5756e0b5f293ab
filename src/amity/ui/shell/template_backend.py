"""Django's templates, drawn in a reading block so that values needed in many places are read once."""

from typing import Any

from django.http import HttpRequest
from django.template import TemplateDoesNotExist
from django.template.backends.django import DjangoTemplates, reraise
from django.template.backends.django import Template as DjangoTemplate
from django.template.context import make_context

from amity.shared.caches.reading import reading_on


class Template(DjangoTemplate):
    """A template. Drawing only reads, whatever the request changed before, so responses to forms are fast too."""

    def render(self, context: dict[str, Any] | None = None, request: HttpRequest | None = None) -> Any:
        """Return the page drawn, and let go of what it was drawn from.

        A context refers to itself, so all rows of a page would stay in memory until the collector of cycles comes.
        """
        drawn_from = make_context(context, request, autoescape=self.backend.engine.autoescape)
        try:
            with reading_on():
                return self.template.render(drawn_from)
        except TemplateDoesNotExist as missing:
            reraise(missing, self.backend)
        finally:
            drawn_from.dicts.clear()


class Templates(DjangoTemplates):
    """The engine of all templates."""

    def from_string(self, template_code: str) -> Template:
        """Return a template from its source."""
        return Template(super().from_string(template_code).template, self)

    def get_template(self, template_name: str) -> Template:
        """Return a template by its name."""
        return Template(super().get_template(template_name).template, self)
