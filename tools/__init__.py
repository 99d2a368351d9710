"""Scripts for those who maintain the project; nothing in beauty/ imports them."""
