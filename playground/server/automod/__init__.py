"""AutoMod: a guild's own rules for what may be said."""
