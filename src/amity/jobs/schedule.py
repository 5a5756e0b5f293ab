"""Begins scheduled work by the clock, once over all workers."""

import logging
from datetime import UTC, datetime

from cronsim import CronSim

from amity.jobs.models import Ticked
from amity.jobs.registry import Schedule, schedules

log = logging.getLogger("amity.jobs")


def tick(now: datetime) -> list[str]:
    """Begin whatever became due since it was last begun; names what began. A missed time is made up once."""
    begun = []
    for schedule in schedules.values():
        if _take(schedule, now):
            begun.append(schedule.name)
            try:
                schedule.run(now)
            except Exception:
                log.exception("scheduled work %s failed", schedule.name)
    return begun


def _take(schedule: Schedule, now: datetime) -> bool:
    last, is_new = Ticked.objects.get_or_create(name=schedule.name, defaults={"at": now})
    if is_new:
        return False
    due = next(CronSim(schedule.cron, last.at.astimezone(UTC)))
    return due <= now and bool(Ticked.objects.filter(name=schedule.name, at=last.at).update(at=now))
