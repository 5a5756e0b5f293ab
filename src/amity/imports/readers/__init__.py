"""Opening a file as records, with limits that keep a hostile or huge file harmless."""
