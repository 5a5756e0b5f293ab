"""What agency and client agreed: the fee model and its terms, thin until reviews and signatures come.

Terms: agreement, fee model, cap, retainer, prepaid block. Main commands: `open_agreement`, `agree_terms`, `add_line`.
"""
