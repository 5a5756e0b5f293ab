"""Work on files of strangers in child processes with bounded memory and time."""
