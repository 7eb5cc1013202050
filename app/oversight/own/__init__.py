"""What a student tech reads of their own trail, and the questions about it that anybody answers."""
