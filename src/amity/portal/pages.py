"""For whom a client's page is drawn: the visitor of the request, or an account manager who sees it as they would."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from amity.agency.queries import agency, agency_zone
from amity.agreements.policy import sees_fee
from amity.audit.actor_rights import actor_of
from amity.outbox.letters import greeted
from amity.people.public import public
from amity.people.queries import person_of
from amity.portal.colleagues import queries as colleagues
from amity.portal.money import queries as money
from amity.portal.visitors.present import visitor_of
from amity.portal.visitors.preview import contact_to_preview
from amity.portal.year import queries as year
from amity.shared.errors import NotSeen, Refused
from amity.ui.reader_format import in_language

if TYPE_CHECKING:
    from amity.accounts.models import Contact
    from amity.gate.models import Item
    from amity.portal.visitors.visitor import Visitor

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose pages are drawn: contacts with one address. Without a visitor they are a preview, which changes nothing.

    `shows_fees`: a preview shows amounts only to someone who sees fees.
    """

    contacts: "tuple[Contact, ...]"
    visitor: "Visitor | None" = None
    shows_fees: bool = True

    @property
    def is_preview(self) -> bool:
        """Return whether an account manager sees the page as the client sees it."""
        return self.visitor is None

    @property
    def language(self) -> str:
        """Return the language of the pages, or "" if none is known."""
        return next((one.language for one in self.contacts if one.language), "") or agency().language

    @property
    def name(self) -> str:
        """Return the name of the reader."""
        return self.contacts[0].name

    @property
    def accounts(self) -> str:
        """Return the names of the accounts the reader belongs to."""
        return ", ".join(one.account.name for one in self.contacts)

    @property
    def home(self) -> str:
        """Return the address of the first page."""
        return self.address("home")

    @property
    def greeting(self) -> str:
        """Return the name to greet the reader by, as the language does."""
        return greeted(self.name)

    @property
    def is_of_several(self) -> bool:
        """Return whether the pages show more than one account."""
        return len(self.contacts) > 1

    @property
    def tabs(self) -> list[tuple[str, str, str]]:
        """Return the pages of the navigation: key, label and address."""
        labels = {"home": _("For you"), "work": _("Work"), "sent": _("Sent"), "requests": _("Requests")}
        if money.accounts_with_money(self.contacts):
            labels["balances"] = _("Retainers")
        if self.sees_year:
            labels["year"] = _("Our year")
        if colleagues.may_see(self.contacts):
            labels["colleagues"] = _("Who to ask")
        return [(key, label, self.address(key)) for key, label in labels.items()]

    @property
    def sees_year(self) -> bool:
        """Return whether the pages show the year in figures."""
        return self.shows_fees and bool(year.accounts_with_year(self.contacts))

    def contact_at(self, item: "Item") -> "Contact":
        """Return who the reader is at the account of an item that they see."""
        return next(one for one in self.contacts if one.account_id == item.account_id)

    def address(self, name: str, *args: object) -> str:
        """Return the address of another page, for the visitor or within the preview."""
        if self.is_preview:
            return reverse(f"portal:as_{name}", args=[self.contacts[0].pk, *args])
        return reverse(f"portal:{name}", args=args)


@contextmanager
def in_client_ways(language: str) -> Iterator[None]:
    """Draw in a client's language, with times of the agency's zone."""
    with timezone.override(agency_zone()), in_language(language):
        yield


def for_visitor(view: View) -> View:
    """Draw a page for the visitor. Anyone else signs in first, whether the page exists or not."""

    @public
    @never_cache
    @wraps(view)
    def drawn(request: HttpRequest, **place: Any) -> HttpResponseBase:
        visitor = visitor_of(request, timezone.now())
        if visitor is None:
            return to_sign_in(request)
        reader = Reader(visitor.contacts, visitor)
        with in_client_ways(reader.language):
            try:
                return view(request, reader, **place)
            except (NotSeen, Refused) as refusal:
                return _refused(request, reader, refusal)

    return drawn


def as_client(view: View) -> View:
    """Draw a page for an account manager as a contact sees it. Nothing can be sent from it."""

    @require_safe
    @wraps(view)
    def drawn(request: HttpRequest, contact_id: int, **place: Any) -> HttpResponseBase:
        actor = actor_of(request)
        reader = Reader((contact_to_preview(actor, contact_id),), shows_fees=sees_fee(person_of(actor)))
        with in_client_ways(reader.language):
            return view(request, reader, **place)

    return drawn


def page(route: str, view: View, name: str) -> list[URLPattern]:
    """Return both addresses of a page: the visitor's, and the one that shows it to the account manager."""
    return [
        path(f"client/{route}", for_visitor(view), name=name),
        path(f"contacts/<int:contact_id>/client/{route}", as_client(view), name=f"as_{name}"),
    ]


def deed(route: str, view: View, name: str) -> URLPattern:
    """Return the address at which a visitor changes something."""
    return path(f"client/{route}", for_visitor(view), name=name)


def _refused(request: HttpRequest, reader: Reader, refusal: NotSeen | Refused) -> HttpResponse:
    """Draw a refusal as a client's page. What they can't see and what doesn't exist look the same."""
    is_missing = isinstance(refusal, NotSeen)
    context = {"reader": reader, "sentence": gone() if is_missing else refusal.sentence}
    return render(request, "portal/refused.html", context, status=404 if is_missing else 403)


def gone() -> str:
    """Return the sentence for anything that a client can't see, whether it exists or not."""
    return _("Page not found. It may no longer be available, or it wasn’t sent to you.")


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send a stranger to sign-in, and back afterwards."""
    query = f"?{urlencode({'next': request.path})}" if request.method in {"GET", "HEAD"} else ""
    return redirect(reverse("portal:sign_in") + query)
