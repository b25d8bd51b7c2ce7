"""What the commands say to people: `tell(answer)` of each module yields lines of text and tables."""
