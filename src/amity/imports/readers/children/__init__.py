"""What child processes do with the files of strangers: no other process parses one, or imports these modules."""
