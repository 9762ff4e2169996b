# Words of the commands.
