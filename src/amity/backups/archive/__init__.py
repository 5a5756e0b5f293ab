"""The archive: its manifest, how it is written, and how it is read back."""
