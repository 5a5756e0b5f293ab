"""The REST API under /api/v1/. It imports no other part. Each part adds the operations of its `rest.py`.

Terms: caller (the owner of a token), scope (what a token is limited to), problem (an error as in RFC 9457), cursor, and
remembered answer (of an idempotency key). Main entries: `operations.reads` and `operations.writes`, `site.machines`.
"""
