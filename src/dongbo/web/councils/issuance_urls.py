"""Addresses of submission, approval and issuance, each with those it is for."""

from django.urls import URLPattern

issuance_patterns: list[URLPattern] = []
