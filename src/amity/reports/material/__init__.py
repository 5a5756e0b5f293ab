"""The data that findings are made from, limited to what the actor can see."""
