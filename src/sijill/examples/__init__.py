"""Examples: one meeting as several outlets might tell it. The articles are written for sijill from public facts; the outlets are made up."""
