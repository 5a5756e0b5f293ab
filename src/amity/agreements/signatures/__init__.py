"""What a client signed in Amity: typed name, confirmed address, time and digest."""
