"""What an account manager writes about a client so that stories can be ranked: competitors, topics, industry."""
