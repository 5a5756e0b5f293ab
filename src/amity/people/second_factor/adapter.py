"""Adapt allauth's second factor: its secrets are sealed, and a passkey names the agency's Amity."""

from allauth.mfa.adapter import DefaultMFAAdapter

from amity.shared import sealing


class SecondFactor(DefaultMFAAdapter):
    """Secrets are stored sealed with the instance's key."""

    def encrypt(self, text: str) -> str:
        """Return a secret as it is stored."""
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Return a stored secret as it was."""
        return sealing.unseal(encrypted_text)

    def get_totp_issuer(self) -> str:
        """Return the name an authenticator app shows."""
        return "Amity"

    def _get_site_name(self) -> str:
        return "Amity"
