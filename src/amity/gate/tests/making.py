"""Items for tests, for the permission matrix and for the query counts."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from amity.accounts.models import Account, Contact
from amity.gate import queries
from amity.gate.beliefs.models import Belief
from amity.gate.bundles import commands as bundles
from amity.gate.edits.models import Edit
from amity.gate.edits.rules import CHANGE
from amity.gate.email_templates.models import EmailTemplate
from amity.gate.items import commands
from amity.gate.items.fields import ItemFields
from amity.gate.lane_offers.models import LaneOffer
from amity.gate.models import Item
from amity.gate.quiet.models import QuietCheck
from amity.gate.releases.commands import release
from amity.gate.standards.models import Standard
from amity.gate.watch.models import Watch, Watched
from amity.outbox.models import Message
from amity.people.models import Person
from tests.builders import MONDAY, acting
from tests.matrix.rights import AM, PM

if TYPE_CHECKING:
    from tests.matrix.scene import Scene

BODY = "Hello,\n\nThe banner is ready. Please look at it.\n\nKind regards"
_number = count(1)


def make_contact(account: Account, name: str = "", **values: Any) -> Contact:
    """Create a contact with an address."""
    name = name or f"Contact {next(_number)}"
    mail = values.pop("mail", f"{name.lower().replace(' ', '.')}@client.example")
    return Contact.objects.create(account=account, name=name, mail=mail, **values)


def make_item(
    account: Account, by: Person, to: Sequence[Contact] = (), *, now: datetime = MONDAY, kind: str = "email",
    **values: Any,
) -> Item:  # fmt: skip
    """Start a draft to the contacts, by default to a new one."""
    people = to or [make_contact(account)]
    given = {"subject": f"Banner {next(_number)}", "body": BODY, "to_ids": tuple(one.pk for one in people)}
    return commands.write_item(
        by=acting(by), account_id=account.pk, fields=ItemFields(**given | values), now=now, kind=kind
    )


def submitted(
    account: Account, by: Person, to: Sequence[Contact] = (), *, now: datetime = MONDAY,
    answers: dict[str, str] | None = None, **values: Any,
) -> Item:  # fmt: skip
    """Start an item and submit it."""
    item = make_item(account, by, to, now=now, **values)
    commands.submit(by=acting(by), item_id=item.pk, version=item.version, now=now, answers=answers or {})
    return read(item)


def read(item: Item) -> Item:
    """Return the item as it is in the database."""
    found = queries.item_by_id(item.pk)
    assert found is not None
    return found


def undelivered(account: Account, by: Person, to: Sequence[Contact] = ()) -> Item:
    """Submit and release an item whose only email may have arrived or not."""
    item = submitted(account, by, to)
    release(item_id=item.pk, now=MONDAY)
    Message.objects.filter(release_id=item.pk).update(state="unknown", claimed_at=MONDAY)
    Item.objects.filter(pk=item.pk).update(state="undelivered")
    return read(item)


def scene_ids(viewers: Mapping[str, Person], known: Mapping[str, object]) -> dict[str, object]:
    """Add emails of the project manager: a draft, one to clear, one that is scheduled, and one not delivered."""
    account, contact = Account.objects.get(pk=int(str(known["account_id"]))), Contact.objects.get(name="Cleo Client")
    pm, to = viewers[PM], [contact]
    draft = make_item(account, pm, to, subject="Draft of the banner")
    waiting = submitted(account, pm, to, subject="Price of the banner", body="You get it by Friday.", kind="quote")
    pdf = commands.FILES.store(by=acting(pm), name="draft.pdf", chunks=[b"%PDF-1.7 draft"], now=MONDAY)
    attached = commands.attach_file(by=acting(pm), item_id=draft.pk, file_id=pdf.pk, now=MONDAY)
    later = submitted(account, pm, to, subject="Plan of the launch", send_at=MONDAY + timedelta(days=300))
    lost = undelivered(account, pm, to)
    named = submitted(account, pm, to, subject="Four banners for € 3,210", body="Each comes to € 802.")
    Item.objects.filter(pk=named.pk).update(state="sent", sent_at=MONDAY)
    Item.objects.filter(pk=lost.pk).update(asks_question=True)
    pair, second, *parts = [
        submitted(account, pm, to, subject=f"Week {number} of the banner", kind="status") for number in range(4)
    ]
    read_now = [(part.pk, part.digest) for part in parts]
    bundled = bundles.bundle(by=acting(pm), read=read_now, now=MONDAY)
    # The agency of a measurement already has an open one.
    ahead = {"begins_at": MONDAY + timedelta(days=300), "ends_at": MONDAY + timedelta(days=314)}
    Watch.objects.update_or_create(outcome="", defaults=ahead)
    am = viewers[AM]
    quiet = QuietCheck.objects.create(account=account, check_key="x", title="A date", overruled=7, since=MONDAY)
    standard = Standard.objects.create(text="Nothing is free", words="gratis", added_by="Edda", added_at=MONDAY)
    template = EmailTemplate.objects.create(
        name="Banner is ready", text="Hello {first_name},", added_by="Edda", added_at=MONDAY, changed_at=MONDAY
    )
    belief = Belief.objects.create(item=waiting, person=am, words="They hate dates", at=MONDAY)
    edit = Edit.objects.create(
        item=later, person=am, at=MONDAY, subject_before="Plan", subject_after="Plan of the launch", body_before="Old",
        body_after="New",
    )  # fmt: skip
    later.steps.create(verb=CHANGE, state=later.state, person=am, who=am.name, at=MONDAY)
    offer = LaneOffer.objects.create(
        account=account, kind="status", author="pm", why="lighter", before="unless", after="advise", item=named,
        at=MONDAY,
    )  # fmt: skip
    found = Watched.objects.create(
        item=named, lane="watch", found=[{"key": "x", "title": "A date", "words": "Friday", "stops": False}], at=MONDAY
    )  # fmt: skip
    return {
        "offer_id": offer.pk, "found_after_id": found.pk,
        "quiet_check_id": quiet.pk, "gate_standard_id": standard.pk, "email_template_id": template.pk,
        "belief_id": belief.pk, "gate_edit_id": edit.pk,
        "outgoing_pair_id": pair.pk, "outgoing_pair_digest": pair.digest, "outgoing_second_id": second.pk,
        "outgoing_second_digest": second.digest, "outgoing_bundle_id": bundled.pk,
        "outgoing_draft_id": draft.pk, "outgoing_id": waiting.pk, "later_outgoing_id": later.pk, "lost_id": lost.pk,
        "priced_outgoing_id": named.pk,
        "recipient_id": lost.recipients.get().pk, "outgoing_digest": waiting.digest, "attached_id": attached.pk,
    }  # fmt: skip


def grow(scene: "Scene", rows: int) -> None:
    """Add emails in each state to the account of the scene, half of them by its manager."""
    account = Account.objects.get(pk=scene.known["account_id"])
    contact = Contact.objects.filter(account=account, is_active=True).exclude(mail="").first()
    assert contact is not None
    for number in range(rows):
        EmailTemplate.objects.create(
            name=f"Template {number}", text="Hello", added_by="Edda", added_at=MONDAY, changed_at=MONDAY
        )
        by = scene.viewers[PM if number % 2 else AM]
        make_item(account, by, [contact])
        submitted(account, scene.viewers[PM], [contact], body=f"It costs € {number + 1},000.")
        item = undelivered(account, by, [contact])
        if number % 3:
            Item.objects.filter(pk=item.pk).update(state="sent", sent_at=MONDAY)
