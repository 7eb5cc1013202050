"""Words of harm: tell whether a text speaks of suicide, abuse, threats, weapons or bullying."""
