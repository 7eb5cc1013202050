"""Break the glass: an adult reads one ticket outside their reach in an emergency, for half an hour, always reviewed."""
