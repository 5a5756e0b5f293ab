"""Upload files by page in tests, as a browser does, and run the resulting jobs."""

import uuid

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from amity.imports.models import Batch
from amity.jobs import runner
from amity.jobs.models import Job

HEADER = "Date,Client,Project,Task,Notes,Hours,Billable?,First Name,Last Name,Billable Rate,Currency\n"


def row(day="2026-11-02", hours="1", person="Tim,Berg", rate="50", currency="EUR", text="Work"):
    return f"{day},Osprey,Site,Design,{text},{hours},Yes,{person},{rate},{currency}\n"


def bring(client, content, name="export.csv", tool="harvest", project="", nonce=""):
    body = content.encode() if isinstance(content, str) else content
    sent = {"nonce": nonce or uuid.uuid4().hex, "tool": tool, "project": project}
    return client.post(reverse("imports:bring"), {**sent, "file": SimpleUploadedFile(name, body)})


def newest():
    return Batch.objects.latest("pk")


def at(name, batch=None):
    return reverse(f"imports:{name}", args=[(batch or newest()).pk])


def make_new(client):
    return client.post(at("names"), {"go": "make"}, follow=True).content.decode()


def run_job():
    runner.run(Job.objects.latest("pk").pk)


def import_it(client):
    client.post(at("begin"))
    run_job()
    return client.get(at("batch")).content.decode()
