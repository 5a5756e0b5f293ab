"""Django's cache of parsed templates, without the source of each tag."""

from typing import Any

from django.template import Node, Template
from django.template.loaders import cached


class Loader(cached.Loader):
    """Keeps parsed templates. The source of a tag is kept while debugging only, for the page of an error."""

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        """Return a template by its name, parsed once."""
        is_new = self.cache_key(template_name, skip) not in self.get_template_cache
        template: Template = super().get_template(template_name, skip)
        if is_new and not self.engine.debug:
            for node in template.nodelist.get_nodes_by_type(Node):
                node.token = None  # read while debugging only
        return template
