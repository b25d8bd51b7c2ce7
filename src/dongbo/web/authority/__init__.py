"""Grants, delegations, roles and rules of law, and why someone may do something."""
