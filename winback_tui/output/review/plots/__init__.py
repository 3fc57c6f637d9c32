"""Plots of the review: laid out once in cells of a terminal, drawn from that as text and as SVG."""
