"""The audit log: what was done, to what, by whom, when. Commands record; nothing edits or deletes a record.

Terms: record (the fact, with a digest), payload (before and after, erasable). Main call: `trail.record`.
"""
