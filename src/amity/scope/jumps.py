"""Requests as search finds them, the newest first, and logging one: "request larkfield pack shots on white"."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.jumps import ACCOUNT
from amity.accounts.models import Account
from amity.people.queries import person_of
from amity.projects.jumps import PROJECT
from amity.scope.courtesy.sending import may_send
from amity.scope.courtesy.statement import latest_month
from amity.scope.models import Request
from amity.scope.requests.queries import requests_seen_by
from amity.shared.actor import Actor
from amity.ui.search import actions, jumps
from amity.ui.search.actions import Action
from amity.ui.search.jumps import Found, Kind
from amity.ui.slots import Entry, further_pages

REQUEST = "request"


def _rows(by: Actor) -> QuerySet[Request]:
    return requests_seen_by(by).select_related("account", "agreement")


def _requests(_by: Actor, rows: Sequence[Request]) -> Iterable[Found]:
    for one in rows:
        about = (one.agreement.title if one.agreement else "", one.account.name if one.account else "")
        url = reverse("scope:request", args=[one.pk])
        yield Found(kind=_("Request"), name=one.words, url=url, note=", ".join(filter(None, about)))


def _sees(by: Actor, thing: object) -> bool:
    """Whoever sees an account can log a request there."""
    return True


def _has_account(by: Actor, project: object) -> bool:
    return getattr(project, "account_id", None) is not None


def _may_state(by: Actor, account: Account) -> bool:
    return bool(may_send(person_of(by), account)) and latest_month(account) is not None


def register() -> None:
    """Register requests, and what logs one."""
    jumps.register(
        Kind(
            key=REQUEST, names=(lazy("Request"),),
            order=37, model=Request, sort=("-pk",),
            columns=("words", "account__name", "agreement__title", "contact__name"),
            rows=_rows, entry=_requests, pages=("scope:request",), words_first=True,
        )
    )  # fmt: skip
    for key, order, label, page in (
        ("requests", 10, lazy("Requests"), "scope:requests"),
        ("extra_work", 20, lazy("Extra work"), "scope:extra_work"),
    ):
        further_pages.register(Entry(key=key, order=order, label=label, url=page))
    words = lazy("log request new asks")
    actions.register(
        Action(
            key="request", order=26, label=lazy("Log a request"), words=words, about=ACCOUNT,
            page="scope:log_on_account", query="words={rest}", may=_sees,
        ),
        Action(
            key="request_project", order=28, label=lazy("Log a request"), words=words, about=PROJECT,
            page="scope:log_on_project", query="words={rest}", may=_has_account,
        ),
        Action(
            key="log_request_anywhere", order=60, label=lazy("Log a request"), words=words,
            page="scope:choose_account", may=_sees,
        ),
        Action(
            key="statement", order=112, label=lazy("Write a statement: work at no charge"), words=lazy("client free"),
            about=ACCOUNT, page="scope:write_statement", may=_may_state,
        ),
    )  # fmt: skip
