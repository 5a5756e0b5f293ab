"""Backups: one archive of the database, the stored files and the signing key, made while Amity is in use.

Terms: archive (the file), manifest (what it should contain), check (restoring it into an empty place and comparing).
Main commands: `make_backup`, `change_schedule`; `restore.restore` puts an archive back.
"""
