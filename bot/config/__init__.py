"""Configuration: what the operator decides, read once from a TOML file and the environment."""
