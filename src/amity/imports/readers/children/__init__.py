"""Code for child processes that read uploaded files. No other process parses them, or imports these modules."""
