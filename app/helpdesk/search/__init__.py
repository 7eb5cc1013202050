"""Search tickets: masked words for the cadre, masked words and requesters' names for adults."""
