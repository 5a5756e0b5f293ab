"""Forms that have been sent: a nonce counts once."""

from django.db import models


class SubmittedForm(models.Model):
    """A form that was taken, and where it led. The nonce is unique: a second press finds the first one's result."""

    nonce = models.CharField(max_length=32, unique=True)
    person_id = models.BigIntegerField()
    at = models.DateTimeField(db_index=True)
    result_path = models.CharField(max_length=500, default="")

    def __str__(self) -> str:
        return self.nonce
