"""What commands print and ask: stdout is data, stderr is talk."""
