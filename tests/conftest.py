"""What holds for every test."""

from hypothesis import HealthCheck, settings

# How long an example takes depends on what else the machine is doing; time is no claim of a test.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
