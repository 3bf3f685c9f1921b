# What went wrong, for the person who asked or who runs the bot: one phrase for each key in bot/errors.py.

error-unknown = Something went wrong, and Qiao has no words for it yet.
error-incident = Something went wrong that should not have. Please tell whoever runs this bot: incident { $incident }.
error-channel-already-bridged = Channel { $channel_id } already belongs to a bridge; a channel can belong to only one.
error-bridge-name-taken = There is already a bridge called “{ $bridge }” here. Choose another name.
error-bridge-full = The bridge “{ $bridge }” already has { $limit } channels, and a bridge cannot have more.
error-same-channel = A bridge needs two different channels.
error-no-such-bridge = There is no bridge “{ $bridge }” here that you could change. `/bridge list` shows what there is.
error-channel-not-bridged = { $channel_id } does not belong to a bridge of this server.
error-bridge-configured = The bridge “{ $bridge }” stands in the configuration file of whoever runs this bot. Commands cannot change it.
error-language-unknown = “{ $tag }” is no language that Qiao knows. Choose one from the list, or write a tag such as en, zh-Hans or zh-Hant.
error-not-ready = Something stands in the way of “{ $bridge }” that was not there before. Run the command again to see what.
error-no-original = This is no message that Qiao carried over, or its original is gone or older than 30 days.
error-not-allowed = You are not allowed to do that here. It takes the right *Manage Server*.
error-command-changed = This command has changed since your Discord last looked. Reload Discord (Ctrl+R, or close the app) and try again.
error-unavailable = A service that this needs does not answer right now. Please try again in a while.
error-misconfigured = Qiao cannot start with this configuration. “qiao check” shows what is wrong with it.
error-discord-refused = Discord refuses the token or an intent. On the Bot page of the Developer Portal, reset the token or turn on the privileged gateway intents.
error-database-unusable = The database { $database } cannot be opened, read or upgraded ({ $reason }).
error-database-url-unknown = The database's address is not one that Qiao knows. Write sqlite:///qiao.db for a file, or postgresql://user@host/name.
error-database-driver-missing = Qiao was installed without what it needs for this database. Install it with the extra: qiao[{ $extra }].
error-database-in-use = Another Qiao is using { $database }. Stop it first, or give this one a database of its own.
error-database-forbidden = { $database } cannot be written. Check that its folder exists and that this user may read and write there.
error-database-foreign = { $database } is not a database of Qiao's. Name another file; this one was left as it is.
error-database-newer = A newer Qiao has written { $database } (schema { $found }; this version knows up to { $known }). Install that version, or restore the backup from before the upgrade.
error-database-unreachable = { $database } does not answer, or does not let Qiao in. Check host, name, user and password, and that the server is running.
error-send-failed = Discord did not carry out the request.
