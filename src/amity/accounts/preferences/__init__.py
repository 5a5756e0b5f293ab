"""What the client likes, dislikes, must have or never wants: who said so, and how a text is checked against it."""
