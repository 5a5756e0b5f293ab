"""Lines and work items to ask "is it finished?" about."""
