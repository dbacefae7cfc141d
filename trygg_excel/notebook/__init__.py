"""What results do in a notebook: show themselves, hand out frames, draw, and become workbooks and pages."""
