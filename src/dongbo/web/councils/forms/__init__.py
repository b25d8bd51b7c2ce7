"""What officers type about councils."""
