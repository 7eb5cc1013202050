"""Accounts: sign-in, invites, sessions, grants; and the loading of the Actor from them."""
