"""One thread reads one mailbox: log in, read, wait for the next email, until it is stopped or the server fails."""

import logging
import time
from contextlib import suppress
from typing import Final

from django.db import Error, connections

from amity.jobs.registry import actor_of_job
from amity.mailbox.connections import rules
from amity.mailbox.connections.faults import Fault
from amity.mailbox.connections.logins import stored_login
from amity.mailbox.connections.models import Connection
from amity.mailbox.connections.session import Session, opened
from amity.mailbox.reading import claims, outcomes
from amity.mailbox.reading.folders import fetch_asked, folders_of, read_folder
from amity.mailbox.reading.work import Signals, Work
from amity.mailbox.registrations.queries import reading_rule

log = logging.getLogger("amity.mailboxes")
STEADY_SECONDS: Final = 60
"""A connection that has lasted this long and breaks off is opened again, which is no error yet."""


def read_mailbox(connection_id: int, token: str, signals: Signals) -> None:
    """Read a claimed mailbox until it is stopped or fails, and give up the claim."""
    try:
        work = _work(connection_id, token, signals)
        if work is not None:
            _attempt(work)
    except Error as fault:
        log.warning("reading mailbox %s stopped: %s", connection_id, type(fault).__name__)
    finally:
        with suppress(Error):
            claims.release(connection_id, token)
        connections.close_all()


def _work(connection_id: int, token: str, signals: Signals) -> Work | None:
    named = Connection.objects.select_related("person", "account__manager", "account__director")
    row = named.filter(pk=connection_id).first()
    if row is None:
        return None
    person = (row.account.owner if row.account else None) or row.person
    by = actor_of_job(person.pk, person.name)
    return Work(row, token, by, reading_rule().bodies, signals)


def _attempt(work: Work) -> None:
    began = time.monotonic()
    try:
        _read(work)
    except Fault as fault:
        lasted = time.monotonic() - began
        if fault.code == rules.UNREACHED and lasted > STEADY_SECONDS:
            return
        log.info("mailbox %s can't be read (%s)", work.connection.pk, fault.code)
        outcomes.record_fault(work.connection.pk, work.token, fault, work.now())
    except Error:
        raise
    except Exception:
        log.exception("reading mailbox %s failed", work.connection.pk)
        outcomes.record_fault(work.connection.pk, work.token, Fault(rules.BROKEN), work.now())


def _read(work: Work) -> None:
    row = work.connection
    with opened(row.imap_host, row.imap_port, row.imap_security, stored_login(row)) as session:
        while not work.stopped:
            work.signals.wake.clear()
            _read_once(session, work)


def _read_once(session: Session, work: Work) -> None:
    """Read all folders, then wait at the first one for the next email."""
    folders = folders_of(session, rules.folder_names(work.connection.more_folders))
    if not folders:
        raise Fault(rules.BROKEN)
    statuses = [read_folder(session, work, folder) for folder in folders]
    if work.stopped:
        return
    fetch_asked(session, work)
    seen, taken = work.counted()
    outcomes.record_read(work.connection.pk, work.token, seen=seen, taken=taken, now=work.now())
    connections.close_all()
    if session.open(folders[0].name) == statuses[0]:
        is_watched = session.can_idle and len(folders) == 1
        session.wait(rules.IDLE_MOST if is_watched else rules.POLL_EVERY, work.signals.is_over)
