"""Forms of a note with a transcript, as the browser sends them."""

import uuid

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from amity.audit.models import Record
from amity.conversations.tests.talks import CALL
from amity.conversations.transcripts import commands
from tests.builders import MONDAY, acting

TODAY = MONDAY.date()


def typed(**values):
    return {
        "nonce": uuid.uuid4().hex, "kind": "call", "held_on": TODAY.isoformat(), "held_time": "08:00", "text": "",
        **values,
    }  # fmt: skip


def file_of(text, name="steering-20261120_081500.vtt"):
    return SimpleUploadedFile(name, text.encode())


def post(client, account, data):
    return client.post(reverse("conversations:record_note", args=[account.pk]), data)


def read(client, account, content, name="steering-20261120_081500.vtt", **values):
    return post(client, account, typed(transcript_file=file_of(content, name), read_transcript="read", **values))


def chips(answer):
    return {one.offer.candidate.text: one.chip for one in answer.context["form"].section.chips}


def key(answer, words):
    return next(chip.key for text, chip in chips(answer).items() if words in text)


def kept(answer, *words):
    return {f"{key(answer, each)}-choice": "keep" for each in words}


def sent(answer, **values):
    data = answer.context["form"].data
    carried = ("transcript_id", "held_on", "held_time", "minutes")
    return typed(
        **{name: data[name] for name in carried if data.get(name)}, contacts=data.getlist("contacts"),
        colleagues=data.getlist("colleagues"), **values,
    )  # fmt: skip


def draft(by, account, text=CALL):
    return commands.read_draft(by=acting(by), account_id=account.pk, name="call.vtt", data=text.encode(), now=MONDAY)


def acts():
    return list(Record.objects.filter(action__startswith="transcript.").order_by("pk").values_list("action", flat=True))
