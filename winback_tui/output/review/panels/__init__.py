"""The panels of the review: each a heading, its figures, perhaps plots, and the tables behind them.

Text, the HTML file and the screen draw the same panels.
"""
