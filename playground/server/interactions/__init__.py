"""Interactions: people use commands, components and modals; applications answer them."""
