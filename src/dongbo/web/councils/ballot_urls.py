"""Addresses of ballots, each with those it is for."""

from django.urls import URLPattern

ballot_patterns: list[URLPattern] = []
