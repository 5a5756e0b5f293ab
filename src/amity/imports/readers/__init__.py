"""Reading of files as records, with limits that make a hostile or huge file harmless."""
