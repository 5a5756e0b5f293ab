"""Agency standards: what our own texts never say, with words that are found automatically."""
