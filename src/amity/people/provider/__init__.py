"""The identity provider: sign-in with OpenID Connect, linked identities, and the settings of sign-in."""
