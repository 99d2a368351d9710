"""Questions of speed and memory, one file each; nothing in beauty/ imports them."""
