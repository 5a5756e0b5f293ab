"""The machines' door: one REST interface under /api/v1/ that knows no part. Each part puts its `rest.py` behind it.

Terms: caller (who a token speaks for), scope (what a token may do at most), problem (a no in RFC 9457), cursor, and
remembered answer (of an idempotency key). Main entries: `operations.reads` and `operations.writes`, `site.machines`.
"""
