"""The running clock of a person: started on a piece of work, logged as one entry when it stops."""
