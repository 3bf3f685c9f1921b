# What the command line says. Phrases that begin with `help-` stand on one line each and take
# nothing in: `--help` reads them without Fluent, which would cost it 0.1 s.

help-usage = Usage:
help-options = Options:
help-commands = Commands:
help-metavar-options = [OPTIONS]
help-metavar-command = COMMAND [ARGS]...
help-help = Show this help.
help-version = Show the version.
help-qiao = Qiao 桥 joins Discord channels of different languages into one conversation.
help-run = Run the bot.
help-playground = Try it: a small Discord on this computer, with sample members, on a page in your browser.
help-check = Say whether configuration, database, Discord and translators are fit for `run`.
help-db = Look after the database.
help-db-upgrade = Bring the database to this version's schema, after a backup of an SQLite file.
help-config = The configuration file. Without it: config.toml, if there is one.
help-port = The port to listen on, 8808 by default; the next free one if it is taken.
help-open = Open the page in a browser.
help-terminal = Show both channels in this terminal, too, and take lines here.
help-data = Where the playground keeps its data, instead of the folder for this user.
help-translator = Turn on a translator: google or libretranslate. What is written is sent there.
help-lang = What the playground speaks: en-US, zh-CN or zh-TW. Without it: what the environment says.
help-strict = Keep Discord's rate limits, too.
help-faults = Make things go wrong as the file says: a JSON list, as POST /playground/faults takes it.
help-fault = Make one thing go wrong, such as status,status=503,share=0.1,times=null or drop,after=20. May be repeated.

usage-fault = { $reason } See { $command } --help.
usage-no-option = There is no option { $name }.
usage-no-command = There is no command of that name.
usage-no-value = The option { $name } needs a value.
usage-other = The command was not understood.

error-faulty-configuration =
    { $count ->
        [one] The configuration has a fault; nothing was started.
       *[other] The configuration has { $count } faults; nothing was started.
    }
error-bug = This is a bug in Qiao, not in what you did. The log has the rest under incident { $incident }.

fault-line = { $key }: { $reason } { $remedy }

config-token-missing = The bot's token is missing.
config-token-missing-remedy = Copy it from Discord's developer portal (your application, Bot, Reset Token) into token under [discord] in config.toml, or set QIAO_DISCORD__TOKEN, or let QIAO_DISCORD__TOKEN_FILE name a file that holds it.
config-token-shape = This is no bot token: it has spaces, quotes or other characters that no token has.
config-token-shape-remedy = Copy the token alone, without "Bot " before it.
config-url = This is no URL that can be used here.
config-url-remedy = It begins with { $schemes } and names a host.
config-database-url = This is no database that Qiao knows.
config-database-url-remedy = Write sqlite:///qiao.db for a file, or postgresql://user@host/name.
config-language = This is no language tag.
config-language-remedy = Write en, zh-Hans (simplified), zh-Hant (traditional), or another BCP 47 tag such as ja or pt-BR.
config-translator-later = The translator { $name } is not part of this version yet.
config-translator-later-remedy = Take it out of the list; google and libretranslate are there.
config-translator-unknown = There is no such translator.
config-translator-unknown-remedy = Choose from google and libretranslate.
config-translator-twice = A translator stands in the list twice.
config-translator-twice-remedy = Name each once, the first to be asked first.
config-shards = These are no shards.
config-shards-remedy = Write "" for all, or "0-3/16" for the first four of 16; counting starts at 0.
config-listen = This is no address to listen on.
config-listen-remedy = Write host and port, such as "127.0.0.1:9464", or "" for no server.
config-listen-taken = Cannot listen on { $address } ({ $reason }).
config-listen-taken-remedy = Choose another port, or stop what listens there.
config-key-unknown = There is no such key.
config-key-unknown-remedy =
    { $near ->
        [none] Take it out; config.example.toml shows every key.
       *[other] Did you mean { $near }? config.example.toml shows every key.
    }
config-key-missing = This key is missing.
config-key-missing-remedy = Add it; config.example.toml shows how.
config-not-text = This must be text.
config-not-text-remedy = Put it in double quotes.
config-empty = This must not be empty.
config-empty-remedy = Give it a value.
config-too-long = This is longer than { $limit } characters.
config-too-long-remedy = Shorten it.
config-not-number = This must be a number.
config-not-number-remedy = Write it in digits; a channel's id is copied in Discord by "Copy Channel ID".
config-too-small = This must be more than { $limit }.
config-too-small-remedy = Choose a larger number.
config-too-large = This is too large; the limit is { $limit }.
config-too-large-remedy = Choose a smaller number.
config-too-few = These are too few; at least { $limit } are needed.
config-too-few-remedy = Add what is missing.
config-too-many = These are too many; at most { $limit } are possible.
config-too-many-remedy = Take some out, or divide them.
config-not-list = This must be a list.
config-not-list-remedy = Put it in square brackets, such as ["google"].
config-not-table = This must be a table of keys and values.
config-not-table-remedy = config.example.toml shows how it is written.
config-not-one-of = This must be one of { $choices }.
config-not-one-of-remedy = Choose one of them.
config-wrong = This value cannot be used here.
config-wrong-remedy = config.example.toml shows what belongs here.
config-bridge-twice = Another bridge, { $other }, has the same name.
config-bridge-twice-remedy = Rename one of them.
config-channel-twice = This channel has a seat already, at { $other }.
config-channel-twice-remedy = A channel has one seat over all bridges: take it out of one.
config-file-missing = There is no such file.
config-file-missing-remedy = Copy config.example.toml there, or name another file with --config.
config-file-encoding = The file is not in UTF-8.
config-file-encoding-remedy = Save it as UTF-8.
config-file-unreadable = The file cannot be read ({ $reason }).
config-file-unreadable-remedy = Check that it is a file and that this user may read it.
config-file-syntax =
    { $line ->
        [0] The file is not TOML.
       *[other] The file is not TOML: look at line { $line }, column { $column }.
    }
config-file-syntax-remedy = Text needs double quotes, and each key one line: key = "value".
config-secret-twice = Both this and { $other } are set.
config-secret-twice-remedy = Keep one of the two.
config-secret-unreadable = The file that it names cannot be read ({ $reason }).
config-secret-unreadable-remedy = Check the path and that this user may read the file.
config-underscores = This variable has no effect.
config-underscores-remedy = Between two levels stand two underscores: { $other }.

playground-fault-not-json = This must be a JSON list of objects.
playground-fault-not-json-remedy = Write something like { $wanted }.
playground-fault-kind = There is no such kind of fault.
playground-fault-kind-remedy = Choose one of { $wanted }.
playground-fault-key = This kind of fault has no such key.
playground-fault-key-remedy = It has { $wanted }.
playground-fault-value = This value cannot be used here.
playground-fault-value-remedy = Possible: { $wanted }.

check-line = { $area }: { $finding }
check-line-timed = { $area }: { $finding } ({ $milliseconds } ms)
check-ok = [ok]
check-fault = [fault]
check-area-configuration = Configuration
check-area-database = Database
check-area-discord = Discord
check-area-bridges = Bridges
check-area-translation = Translation
check-configuration =
    { $file ->
        [none] Read from the environment alone, without a fault.
       *[other] { $file } has no fault.
    }
check-database = Opened; its schema ({ $known }) is this version's.
check-database-new = { $database } does not exist yet; the first start makes it.
check-database-behind = Opened; the next start brings its schema to { $known }.
check-database-in-use = A running Qiao holds it.
check-discord = Logged in as { $name }. To add the bot to a server: { $invite }
check-discord-silent = Discord does not answer. Look at the network, at api_url, and at discordstatus.com.
check-channel-none = The configuration joins no channels. Once the bot runs, /bridge create in your server does.
check-channel-open = { $bridge }: channel { $channel } is there, with all rights.
check-channel-gone = { $bridge }: there is no channel { $channel } in any server. Copy its id again: right click on it, Copy Channel ID.
check-channel-hidden = { $bridge }: the bot cannot see channel { $channel }. Invite it ({ $invite }), or give it the right View Channel there.
check-channel-unsuitable = { $bridge }: channel { $channel } is a category, a thread or something else in which nobody writes. Choose a text channel or a forum.
check-channel-rights = { $bridge }: in channel { $channel } the bot lacks rights: { $rights }. Give them to its role.
check-channel-threads = { $bridge }: channel { $channel } is there. Threads in it are not joined, or do not follow, without: { $rights }.
check-translator = { $name } made “{ $translated }” of “{ $sample }”.
check-translator-none = No translator is set up: known phrases are translated, all else crosses with word help.
check-translator-silent = { $name } does not answer as it should. Look at the network and its settings; until then messages cross untranslated and are mended later.

discord-refused-token = Discord refuses the token. Make a new one (Developer Portal, your application, Bot, Reset Token) and put it into the configuration.
discord-refused-intents = Discord refuses what the bot must hear: { $intents }. Turn it on (Developer Portal, your application, Bot, Privileged Gateway Intents).
discord-refused-shards = Discord refuses the shards of discord.shards. Leave the key empty, or let all processes name the same total.

db-current = The database is at schema { $after } already.
db-made = The database was made, at schema { $after }.
db-upgraded = The database went from schema { $before } to { $after }.
db-backup = As it was before, it stands in { $backup }.

# As Discord's own settings call them.
right-view-channel = View Channel
right-send-messages = Send Messages
right-manage-webhooks = Manage Webhooks
right-read-message-history = Read Message History
right-create-public-threads = Create Public Threads
right-send-messages-in-threads = Send Messages in Threads
right-manage-threads = Manage Threads
intent-message-content = Message Content Intent
intent-members = Server Members Intent
intent-presences = Presence Intent
