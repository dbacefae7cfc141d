"""What has changed in the layout since last time."""
