"""A requester follows their own tickets: reads, answers, withdraws, confirms, opens again."""
