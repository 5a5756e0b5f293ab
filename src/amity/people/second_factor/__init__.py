"""The second factor: authenticator app, passkeys and recovery codes, and which roles need one."""
