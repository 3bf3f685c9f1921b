"""A small Discord on this machine: REST and gateway v10, state in memory, faults on request."""
