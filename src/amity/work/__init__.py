"""Work: one list of jobs from brief to closed.

A job is a brief that has not become work yet, or a project; the brief and the agreement it came from are the same row.
Owns no rows: stage, budget, margin, next date and blocker follow from the parts below. Main read: `queries.jobs`.
"""
