"""Confirm that it is you: a PIN of one's own, asked before what a borrowed screen must not do."""
