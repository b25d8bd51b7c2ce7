"""Councils: who must be there, who votes, what a count of papers decides, whether the rules contradict themselves."""
