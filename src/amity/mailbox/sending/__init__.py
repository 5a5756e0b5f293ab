"""Send by the author's own mailbox: its SMTP server for the outbox, and whether it can send for the gate."""
