"""Sums of time by month, work item and day, written with each entry by `sums/rollups.py` only."""

from django.db import models


class Sums(models.Model):
    """The additive measures of a rollup. Seconds with an unknown price are summed next to what is known."""

    entries = models.BigIntegerField(default=0)
    seconds = models.BigIntegerField(default=0)
    billable_seconds = models.BigIntegerField(default=0)
    cost = models.BigIntegerField(default=0)
    uncosted_seconds = models.BigIntegerField(default=0)
    value = models.BigIntegerField(default=0)
    unvalued_seconds = models.BigIntegerField(default=0)
    standard = models.BigIntegerField(default=0)
    unstandard_seconds = models.BigIntegerField(default=0)
    approved_seconds = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        abstract = True


class ProjectMonth(Sums):
    """Sums by account, project and month. An id of 0 means none, so that the key never has NULL."""

    pk = models.CompositePrimaryKey("account_id", "project_id", "month", "cost_currency", "value_currency")
    account_id = models.BigIntegerField()
    project_id = models.BigIntegerField()
    month = models.IntegerField()
    cost_currency = models.CharField(max_length=3)
    value_currency = models.CharField(max_length=3)

    def __str__(self) -> str:
        return f"{self.account_id}/{self.project_id} {self.month}"


class WorkMonth(Sums):
    """Sums by account, project, line, person, discipline, service and month."""

    pk = models.CompositePrimaryKey(
        "account_id",
        "project_id",
        "line_id",
        "person_id",
        "discipline_id",
        "service_id",
        "month",
        "cost_currency",
        "value_currency",
    )
    account_id = models.BigIntegerField()
    project_id = models.BigIntegerField()
    line_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    discipline_id = models.BigIntegerField()
    service_id = models.BigIntegerField()
    month = models.IntegerField()
    cost_currency = models.CharField(max_length=3)
    value_currency = models.CharField(max_length=3)

    class Meta:
        indexes = [models.Index(fields=["project_id", "month"])]

    def __str__(self) -> str:
        return f"{self.account_id}/{self.project_id}/{self.line_id} {self.month}"


class ItemTotal(models.Model):
    """Seconds ever worked on a work item."""

    item_id = models.BigIntegerField(primary_key=True)
    seconds = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"item {self.item_id}"


class PersonDay(models.Model):
    """Seconds that a person worked on a day, so that weeks of a whole agency don't read their entries."""

    pk = models.CompositePrimaryKey("work_date", "person_id")
    work_date = models.DateField()
    person_id = models.BigIntegerField()
    seconds = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"person {self.person_id} {self.work_date}"
