"""Django's templates, drawn in a reading block so that values needed in many places are read once."""

from typing import Any

from django.template.backends.django import DjangoTemplates
from django.template.backends.django import Template as DjangoTemplate

from amity.shared.caches.reading import reading_on


class Template(DjangoTemplate):
    """A template. Drawing only reads, whatever the request changed before, so responses to forms are fast too."""

    def render(self, *args: Any, **kwargs: Any) -> Any:
        """Return the page drawn."""
        with reading_on():
            return super().render(*args, **kwargs)


class Templates(DjangoTemplates):
    """The engine of all templates."""

    def from_string(self, template_code: str) -> Template:
        """Return a template from its source."""
        return Template(super().from_string(template_code).template, self)

    def get_template(self, template_name: str) -> Template:
        """Return a template by its name."""
        return Template(super().get_template(template_name).template, self)
