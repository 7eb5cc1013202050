"""The ground floor: database, clock, errors, ids, paging, jobs. Imports nothing of app."""
