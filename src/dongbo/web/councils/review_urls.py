"""Addresses of what members write, each with those it is for."""

from django.urls import URLPattern

review_patterns: list[URLPattern] = []
