"""Addresses of meetings, each with those it is for."""

from django.urls import URLPattern

meeting_patterns: list[URLPattern] = []
