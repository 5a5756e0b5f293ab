"""A person's running timer: started on some work, logged as one entry when it stops."""
