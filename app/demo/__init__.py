"""The demo school: invented people, a term of tickets written through the services, and sign-in cards."""
