"""Turn an uploaded file into clean pages: only what was drawn anew from its pixels is ever kept."""
