"""What several web processes share because it is loaded before they are forked."""

from contextlib import suppress
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.db.models.fields.related_descriptors import ReverseManyToOneDescriptor
from django.template.loader import get_template
from django.template.utils import get_app_template_dirs
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import translation
from django.utils.module_loading import import_string

import amity


def load_views() -> None:
    """Load what every page needs: all views, addresses in each language, numbers and dates, and the frame of a page."""
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for namespace in get_resolver().namespace_dict:
                with suppress(NoReverseMatch):
                    reverse(f"{namespace}:")  # has no such address, and lists all it has to find out
    import_string("amity.ui.formats.formatter")("en_GB")  # the other locales add their own to what all share
    import_string("holidays.groups.ChristianHolidays")  # and each country's holidays to what all calendars share
    get_template("account/login.html")


def load_models() -> None:
    """Have Django find out now what it does at the first use of each model: its columns, relations and their managers.

    It writes the statement of each, and sends none.
    """
    for model in apps.get_models(include_auto_created=True):
        str(model._base_manager.all().query)
        with suppress(FieldDoesNotExist):
            model._meta.get_field("")  # there is none, and it lists all to find out
        for place in [*vars(model).values()]:
            if isinstance(place, ReverseManyToOneDescriptor):
                place.related_manager_cls  # noqa: B018  # made when it is read


def load_templates() -> None:
    """Parse all templates of pages."""
    for name in template_names():
        get_template(name)


def make_api_documents() -> None:
    """Have a child process make the documents of the API."""
    make_apart = import_string("amity.api.views.make_apart")  # gunicorn reads its settings before Django is set up
    make_apart([language for language, _name in settings.LANGUAGES])


def template_names() -> list[str]:
    """Return the names of Amity's HTML templates. Those of other packages that Amity overrides are among them."""
    own = Path(amity.__file__).parent
    folders = [Path(folder) for folder in get_app_template_dirs("templates") if own in Path(folder).parents]
    return sorted({
        path.relative_to(folder).as_posix() for folder in folders for path in folder.rglob("*.html")
    })  # fmt: skip
