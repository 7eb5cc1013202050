"""Triage: an adult reads what no rule could queue, and what students must not see."""
