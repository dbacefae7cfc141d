"""What the eye sees on a sheet: cells, where tables stand, what heads them and what stands around."""
