"""Examples: one meeting as several outlets might tell it, written for sijill from public facts.

The outlets are made up but for two, Xinhua and kremlin.ru, which stand for the two sides: their texts are ours too, after what each side made public.
"""
