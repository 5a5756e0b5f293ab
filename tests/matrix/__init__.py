"""The permission matrix: who may do what at which address, and who sees which amount. docs/decisions tells why."""
