"""What an operator needs: health, metrics, and log lines without personal data."""
