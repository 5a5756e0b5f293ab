"""What a retainer or block holds, rolls on and lets go, in whole seconds, minor units or pieces: pure arithmetic."""
