"""Grading: the queue of finished work, one screen to grade it, and grades that are never lost."""
