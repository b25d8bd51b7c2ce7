"""Addresses of required revisions, each with those it is for."""

from django.urls import URLPattern

revision_patterns: list[URLPattern] = []
