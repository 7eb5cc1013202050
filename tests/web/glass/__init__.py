"""Break the glass: adults only, one ticket, half an hour, always reviewed."""
