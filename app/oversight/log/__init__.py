"""The signed log, for people: how it stands, its newest head on paper, who is mailed heads, what a witness asks."""
