"""The audit log: what was done, to what, by whom and when. Commands add records. Nothing edits or deletes them.

Terms: record (the fact, with a digest), payload (before and after, erasable). Main call: `trail.record`.
"""
