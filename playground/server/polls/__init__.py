"""Polls: questions that people vote on."""
