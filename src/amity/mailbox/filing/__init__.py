"""File what left through the gate in the Sent folder of its author's mailbox."""
