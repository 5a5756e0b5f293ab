"""Beliefs: “they will dislike it”, which only its author compares with what the client said later."""
