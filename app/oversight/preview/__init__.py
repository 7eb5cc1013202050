"""A ticket as a chosen person sees it: the very same page, read with that person’s Actor, where nothing can be done."""
