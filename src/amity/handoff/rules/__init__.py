"""Pure rules of hand-offs: requirements, changes of state, block content, and the cap on work before one."""
