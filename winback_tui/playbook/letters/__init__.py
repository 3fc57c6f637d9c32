"""The texts of letters by language: the package's own and the user's, and the sandbox that fills them."""
