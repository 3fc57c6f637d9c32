"""Facts of each account that lists need, derived from orders and cases by the domain."""
