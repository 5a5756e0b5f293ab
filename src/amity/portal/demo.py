"""The client pages of the demo: what was released to Dana Whitlock, what she answered, and what she may see."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from amity.accounts.demo import account_named
from amity.accounts.models import Account, Contact
from amity.agreements.models import Agreement
from amity.gate import rules
from amity.gate.items.commands import write_item
from amity.gate.items.fields import About, ItemFields
from amity.monitoring.client_status.rules import STATUS
from amity.monitoring.client_status.sending import version_now
from amity.monitoring.models import ClientInput
from amity.portal.access.commands import set_access
from amity.portal.access.rules import AccessFields
from amity.portal.answers.signing_story import send, sign
from amity.portal.answers.story import ask
from amity.portal.pulse.commands import set_pulse
from amity.portal.requests.commands import make_request
from amity.portal.visitors.visitor import Visitor
from amity.portal.work.commands import comment
from amity.portal.work.queries import deliverables_shown
from amity.portal.work.rules import Pin
from amity.projects.models import Project
from amity.projects.versions.models import DeliverableVersion
from amity.retainers.client_balance.commands import set_client_balance
from amity.retainers.client_balance.rules import BalanceFields
from amity.shared.stories import Crew, ago, rows

TABLE: Final = Path(__file__).with_suffix(".toml")
ACCOUNT, MANAGER, CLIENT = "Osprey Rail", "Nadia Ferrer", "Dana Whitlock"


@dataclass(frozen=True, slots=True)
class Letter:
    """An email that was released: about a line's newest version, an input, the status of a project, or none of them."""

    subject: str
    body: str
    days_ago: int
    kind: str = rules.EMAIL
    line: str = ""
    input: str = ""
    project: str = ""


def story(crew: Crew, *, now: datetime) -> None:
    """Release the emails as the account manager, and let the client answer."""
    account = account_named(ACCOUNT)
    dana = Contact.objects.select_related("account__manager").get(account=account, name=CLIENT)
    for letter in rows(TABLE, Letter, "letters"):
        about = _about(account, letter)
        if about is None and letter.line + letter.input + letter.project:
            continue  # A small demo lacks what it is about.
        _release(crew, account, dana, letter, about, ago(now, letter.days_ago))
    fields = AccessFields(sees_all_projects=True, sees_colleagues=True, sees_money=True, sees_year=True)
    set_access(by=crew.acting(MANAGER), contact_id=dana.pk, version=0, fields=fields, now=now)
    _answer(dana, ago(now, 1))
    sign(crew.acting(MANAGER), dana, now)
    _show_balance(crew, account, now)
    set_pulse(by=crew.acting(MANAGER), account_id=account.pk, version=0, is_on=True, now=now)


def _show_balance(crew: Crew, account: Account, now: datetime) -> None:
    """Show the balance of the account's retainer, after approval of time."""
    found = Agreement.objects.filter(account=account, fee_model="retainer", state="in_force").order_by("pk").first()
    if found is not None:
        fields = BalanceFields("approved", "App care")
        set_client_balance(by=crew.acting(MANAGER), agreement_id=found.pk, version=0, fields=fields, now=now)


def _about(account: Account, letter: Letter) -> About | None:
    if letter.line:
        found = DeliverableVersion.objects.filter(
            deliverable__project__account=account, deliverable__line__title=letter.line
        )
        newest = found.order_by("-number").first()
        return About("version", newest.pk, f"{newest.number}/{newest.number}") if newest else None
    if letter.project:
        project = Project.objects.filter(account=account, name=letter.project).first()
        return About(STATUS, project.pk, version_now(project.pk)) if project else None
    row = ClientInput.objects.filter(account=account, what=letter.input).first() if letter.input else None
    return About("input", row.pk, str(row.version)) if row else None


def _release(crew: Crew, account: Account, dana: Contact, letter: Letter, about: About | None, at: datetime) -> None:
    by, fields = crew.acting(MANAGER), ItemFields(letter.subject, letter.body.strip(), (dana.pk,))
    item = write_item(by=by, account_id=account.pk, fields=fields, kind=letter.kind, about=about, now=at)
    send(by, item, at)


def _answer(dana: Contact, at: datetime) -> None:
    ask(dana, at)
    visitor = Visitor(dana.mail, (dana,), 0, at)
    for shown in deliverables_shown([dana])[:1]:
        words = "The code is much easier to read now. Could the station name be larger too?"
        comment(visitor=visitor, shown=shown, words=words, pin=Pin("ticket screen"), now=at)
    words = "Can we have a version of the ticket screen for the displays in Cardiff station?"
    make_request(visitor=visitor, account_id=dana.account_id, words=words, now=at)
