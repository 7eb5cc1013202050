"""Modules: lessons, a scenario, a quiz, and the agreement that goes with them."""
