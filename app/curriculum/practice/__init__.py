"""Practice: tickets from written stories, the persona's part, and their sign-off."""
