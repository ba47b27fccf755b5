"""The classroom: a page in which a class sees why a process went as it did, and the server that computes for it."""
