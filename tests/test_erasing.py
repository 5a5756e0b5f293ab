"""Erasing a contact: nothing in the database names them afterwards, but what proves a signature."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db.models import CharField, Field, JSONField, Model, TextField
from django.db.models.functions import Cast
from django.test import Client
from django.urls import reverse

from amity.accounts.contacts.commands import retire_contact
from amity.accounts.erasure.commands import erase_contact
from amity.accounts.models import Account, Contact
from amity.agreements.signatures.models import ClientSignature
from amity.audit import trail
from amity.audit.models import Payload, Record
from amity.conversations.models import Note
from amity.gate import rules as gate
from amity.gate.models import Item, Recipient
from amity.outbox.models import Message
from amity.portal.links.models import AnswerLink
from amity.portal.visitors.models import Device
from amity.shared.errors import Refused
from amity.shared.text.spelled import spelled
from tests.builders import MONDAY, acting
from tests.matrix.rights import AM
from tests.matrix.scene import Scene

NAME, MAIL = "Cleo Client", "cleo@osprey.example"
MAY_KEEP = {"agreements.ClientSignature.name", "agreements.ClientSignature.address"}
"""Columns that may still name them. The recipient of a signed email may too."""


@pytest.fixture
def scene(monday_scene: Scene) -> Scene:
    return monday_scene


@pytest.fixture
def cleo(scene: Scene) -> Contact:
    """Return the contact of the scene, with nothing on its way to them."""
    contact = Contact.objects.get(name=NAME)
    Item.objects.filter(recipients__contact=contact, state__in=(*gate.WAITING, *gate.GOING)).update(
        state=gate.WITHDRAWN
    )
    return contact


def erase(scene: Scene, contact: Contact) -> Contact:
    by = acting(scene.viewers[AM])
    return erase_contact(by=by, contact_id=contact.pk, version=contact.version, now=MONDAY)


def texts() -> Iterator[tuple[type[Model], Field[Any, Any]]]:
    """Yield every text column of the database, the audit log's and the accounts' own included."""
    for model in apps.get_models():
        for column in model._meta.concrete_fields:
            if isinstance(column, CharField | TextField | JSONField):
                yield model, column


def naming(*words: str) -> dict[str, set[int]]:
    """Return the rows that hold a word, by model and column."""
    found: dict[str, set[int]] = {}
    for model, column in texts():
        rows = model._base_manager.annotate(as_text=Cast(column.name, TextField()))
        for word in {spelling for one in words for spelling in spelled(one)}:
            if ids := set(rows.filter(as_text__icontains=word).values_list("pk", flat=True)):
                found.setdefault(f"{model._meta.label}.{column.name}", set()).update(ids)
    return found


def test_nothing_names_someone_who_was_erased_but_their_signature(scene: Scene, cleo: Contact) -> None:
    Note.objects.filter(account=cleo.account).update(text=f"{NAME} called from {MAIL}. CLEO  CLIENT’s idea.")
    AnswerLink.objects.filter(contact=cleo).update(address=MAIL)
    assert len(naming(NAME, MAIL)) > 10

    erase(scene, cleo)

    left = naming(NAME, MAIL)
    signed = set(ClientSignature.objects.values_list("item", flat=True))
    kept = Recipient.objects.filter(item__in=signed)
    allowed = {"gate.Recipient.name", "gate.Recipient.address"}
    assert {name for name in left if name not in MAY_KEEP | allowed} == set()
    assert left.get("gate.Recipient.name", set()) <= set(kept.values_list("pk", flat=True))
    assert "Former contact called from …. Former contact’s idea." in set(Note.objects.values_list("text", flat=True))
    cleo.refresh_from_db()
    assert (cleo.name, cleo.mail, cleo.is_active) == (f"Former contact ({cleo.account.name})", "", False)
    assert not Device.objects.filter(address=MAIL).exists()
    assert not AnswerLink.objects.filter(contact=cleo).exists()


def test_the_trail_says_who_erased_whom_without_the_name_and_stands(scene: Scene, cleo: Contact) -> None:
    erase(scene, cleo)

    record = Record.objects.get(action="contact.erased")
    assert (record.actor_label, record.subject_id) == (scene.viewers[AM].name, cleo.pk)
    assert Payload.objects.get(record=record).body == {}
    assert trail.actions_on(cleo)[-1] == "contact.erased"
    assert trail.tampered() == []


def test_an_erased_contact_cant_be_erased_changed_or_archived_again(
    scene: Scene, cleo: Contact, client: Client
) -> None:  # fmt: skip
    client.force_login(scene.viewers[AM])
    shown = (reverse("accounts:contact", args=[cleo.pk]), reverse("accounts:people", args=[cleo.account_id]))
    write = f"emails/write/?contact={cleo.pk}"
    offers = ("Add promise", "Add preference", "Edit client pages", "Load and push budget", "How do they see")
    before = client.get(shown[0]).content.decode()
    assert write in before
    assert [one for one in offers if one not in before] == []
    erased = erase(scene, cleo)
    assert not [one for one in offers if one in client.get(shown[0]).content.decode()]

    pages = "".join(client.get(address).content.decode() for address in shown)
    assert "Former contact" in pages
    assert not [act for act in (write, reverse("accounts:retire_contact", args=[cleo.pk])) if act in pages]
    with pytest.raises(Refused, match="already been erased"):
        erase(scene, erased)
    with pytest.raises(Refused, match="was erased"):
        retire_contact(by=acting(scene.viewers[AM]), contact_id=cleo.pk, version=erased.version, now=MONDAY)


def test_erasing_waits_for_an_email_that_is_on_its_way(scene: Scene, cleo: Contact) -> None:
    item = Item.objects.filter(recipients__contact=cleo).latest("pk")
    Item.objects.filter(pk=item.pk).update(state=gate.HELD, digest="d" * 64)

    with pytest.raises(Refused, match="hasn’t gone yet"):
        erase(scene, cleo)


def test_a_namesake_at_another_account_keeps_their_name(scene: Scene, cleo: Contact) -> None:
    other = Account.objects.exclude(pk=cleo.account_id).earliest("pk")
    namesake = Contact.objects.create(account=other, name=NAME, mail=MAIL)
    Message.objects.create(
        audience="team", kind="x", to=MAIL, name=NAME, subject="Hello", body="Hello", next_try_at=MONDAY,
        created_at=MONDAY, state="sent",
    )  # fmt: skip

    erase(scene, cleo)

    namesake.refresh_from_db()
    assert (namesake.name, namesake.mail) == (NAME, MAIL)
    assert Message.objects.filter(to=MAIL, name=NAME).exists()
