"""Read connected mailboxes in a process of its own: claims, one thread a mailbox, batches, and errors that pass."""
