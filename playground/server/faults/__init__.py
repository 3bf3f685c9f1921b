"""Faults on command: what goes wrong, where and how often."""
