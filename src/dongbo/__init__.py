"""Đồng Bộ: one two-way thread from a directive's provision to a result on the ground."""
