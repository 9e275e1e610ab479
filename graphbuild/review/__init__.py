"""Asking the owner which names are one: candidates with their evidence, what an answer changes, how it looks on a terminal."""
