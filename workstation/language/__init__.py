"""English and Simplified Chinese: sentences, numbers, money, dates; and values as people write them."""
