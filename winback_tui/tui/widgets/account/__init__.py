"""An account and its case wherever they are shown: head, figures, orders, and the case with its next step."""
