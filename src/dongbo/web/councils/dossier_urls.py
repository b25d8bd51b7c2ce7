"""Addresses of appraisal dossiers, each with those it is for."""

from django.urls import URLPattern

dossier_patterns: list[URLPattern] = []
