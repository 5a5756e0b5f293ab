"""Own the email exchanged with clients: messages, their threads, and the files they were uploaded from.

A message belongs to one account and to one thread. Main commands: `take_message`, `remove_message`, `bring_file`,
`undo_upload`. Who may read one is in `Message.objects.visible_to`.
"""
