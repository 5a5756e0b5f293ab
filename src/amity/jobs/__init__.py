"""Background work: progress, cancel, heartbeat, schedule, and recovery after a killed worker.

Terms: kind (what to run, registered), job (one run asked for by a person), sweep, interrupted. Main commands:
`start_job`, `cancel_job`, `resume_job`, `undo_job`; `registry.task` registers a kind.
"""
