"""Findings that a person accepts: the answers, and for how long they hold."""
