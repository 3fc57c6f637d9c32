"""What goes on beside the screens: the daily backup, other programs' writes, new returns."""
