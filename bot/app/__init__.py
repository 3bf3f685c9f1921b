"""The composition root: the one place that builds adapters and hands them to services."""
