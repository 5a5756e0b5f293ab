"""The page to read before a call: who is on it, what to settle, what was promised, and what not to say."""
