"""How a ticket ends: cause, fix and code proposed, read by an adult before or after, told to the requester."""
