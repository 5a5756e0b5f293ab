"""Which requests were written on the client's pages."""

from django.db import models

from amity.scope.models import Request


class OwnRequest(models.Model):
    """A request that a contact wrote themselves, so that its words are theirs."""

    request = models.OneToOneField(Request, on_delete=models.CASCADE, related_name="own")

    def __str__(self) -> str:
        return str(self.request_id)
