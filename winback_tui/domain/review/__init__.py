"""The leader's review: what was lost, why, what came back, who works on it; every figure with its formula."""
