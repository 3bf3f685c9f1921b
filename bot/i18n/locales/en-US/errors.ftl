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
error-bridge-foreign = The bridge “{ $bridge }” is run by another server, so only its admins can do that. Your server can take its own channels out at any time with `/bridge remove`, and mute members for itself with `/bridge mute`.
error-bridge-joined = This server is part of the bridge “{ $bridge }” already, so it needs no code. `/bridge add` lets more of its channels join.
error-channel-unlisted = That is no channel of another server in this bridge. Choose one from the list that appears while you type.
error-invitation-own = This code is for another server: the bridge “{ $bridge }” is your own. Give the code to an admin there; for channels of this server there is `/bridge add`.
error-invitation-unknown = This is no code that Qiao knows, or its bridge is closed by now. Check how it is written, or ask for a new one: `/bridge invite` over there.
error-invitation-expired = This code has expired: an invitation is good for 30 minutes. Ask for a new one: `/bridge invite` over there.
error-invitation-used = This code has been used: it lets one server join, once. Ask for a new one: `/bridge invite` over there.
error-invitation-replaced = A newer invitation has replaced this code. Ask for the newest one.
error-language-unknown = “{ $tag }” is no language that Qiao knows. Choose one from the list, or write a tag such as en, zh-Hans or zh-Hant.
error-not-ready = Something stands in the way of “{ $bridge }” that was not there before. Run the command again to see what.
error-no-original = This is no message that Qiao carried over, or its original is gone or older than 30 days.
error-no-notice-channel = The bridge “{ $bridge }” has no channel where its moderators could be told. Please tell them yourself; an admin can choose such a channel when opening the bridge.
error-report-gone = This report is older than 30 days, or its bridge is closed. Act on the message itself.
error-deletions-gone = This question was answered already, or its bridge is closed. Delete by hand what is left.
error-moderators-only = Only those who may manage messages here can do this.
error-word-is-number = “{ $word }” has no letters, so no list can hold it. Numbers such as 88, 520, 666 and 1314 are greetings and laughter in Chinese; Qiao never flags them.
error-word-too-long = A word or phrase of the list can have { $limit } characters at most.
error-words-full = The list would have more than { $limit } entries. Remove some that nobody needs any more (`/bridge words remove`).
error-no-such-word = The word list of “{ $bridge }” has no such entry. `/bridge words list` shows it.
error-held-gone = This message waits no more: somebody has dealt with it, it was deleted, or a day has passed.
error-held-changed = Its author has edited it since. Look at it again: the message above shows how it reads now.
error-ruled-elsewhere = The rules of another server keep this message out. Only moderators there decide about it.
error-rules-unreadable = Discord shows AutoMod rules only to those who may manage the server. Give Qiao's role the right *Manage Server* and try again. If that is more than you want to give, put the words on the bridge's own list: `/bridge words add`.
error-nobody-to-decide = Raid mode lets messages wait for moderators, and some on “{ $bridge }” would be shown in no notice channel. An admin chooses one when opening or joining the bridge.
error-zone-unknown = “{ $zone }” is no time zone that Qiao knows. Did you mean one of these: { $close }? A large city in your zone will do, too.
error-time-unknown = “{ $time }” is no time of day. Write it like 13:00 or 8:30 pm.
error-window-unknown = A topic can be open for answers for { $least } to { $most } hours. Write the number alone, such as 36.
error-date-unknown = “{ $date }” is no date. Write it like 2027-01-31.
error-no-schedule = The bridge “{ $bridge }” is asked no topic of the day yet. An admin sets it up with `/daily setup`.
error-not-asked-then = No topic is to come on that date ({ $date }). `/daily next` shows the dates on which one is.
error-topic-decided = The topic of { $date } is posted already. `/daily history` shows where.
error-topic-skipped = Today’s topic on “{ $bridge }” is skipped, so there is nothing to post. The next comes as planned.
error-topic-refused = Today’s topic could not be posted anywhere on “{ $bridge }”, and topics there are paused. Open `/daily setup` and press *{ daily-button-save }*: it says what stands in the way. Then `/daily resume`.
error-prompt-unknown = “{ $text }” is no topic of the library. Type a word of it, and choose from the list that appears.
error-queue-entry-gone = That topic does not wait in the queue any more. `/daily queue show` shows what does.
error-no-daily-topic = No topic of the day is set up here. An admin can do that with `/daily setup`.
error-several-daily-topics = Several bridges of this server have a topic of the day. Use the command in a channel of the one you mean.
error-not-taking-part = You chose not to take part, so nothing of yours is kept here. `/privacy` changes that.
error-not-to-be-shared-here = You cannot write in this channel, so nothing of yours can be shared here. Use the command where you can.
error-suggestions-waiting = { $limit } of your suggestions are waiting already. You can send another as soon as moderators have decided about one; `/suggest` shows how they stand.
error-suggestions-made = You made { $limit } suggestions within seven days, which is as many as there may be. You can send the next one <t:{ $at }:R>.
error-suggestion-too-short = { $language ->
    [en] The English text is too short for a question: it takes { $least } characters at least.
   *[other] The Chinese text is too short for a question: it takes { $least } characters at least.
 }
error-suggestion-too-long = { $language ->
    [en] The English text has { $length } characters; { $limit } are the most. Please shorten it.
   *[other] The Chinese text has { $length } characters; { $limit } are the most. Please shorten it.
 }
error-suggestion-language = Topics are asked in English and Chinese. Please write in one of the two.
error-suggestion-incomplete = One of the two texts is still missing. Press *Edit* and write it.
error-suggestion-gone = This suggestion is no longer kept, or moderators of another server decide about it.
error-suggestion-decided = Somebody has decided about this suggestion already.
error-no-partners-here = There is no bridge here, so there are no language partners.
error-several-bridges = This server has several bridges. Use the command in the channel whose partners you mean.
error-no-room-for-partners = There can be no language partners here: it takes text channels in two languages, which are open to every age.
error-partner-apart = What you write does not cross, so a partner would hear nothing of you. `/privacy` shows whether you chose that; if moderators did, ask them.
error-no-partner-yet = You have no partner here who could be blocked.
error-pair-over = This pair is not yours, or it is over.
error-not-introduced-here = Nobody introduces themselves here: it takes a channel that is joined across languages. Use the command there, in the channel itself and not in a thread.
error-newcomers-off = The admins of this bridge have switched introductions off.
error-shy-of-taking-part = You chose not to take part, so nothing of yours is carried across, here neither. `/privacy` lets you choose otherwise.
error-card-empty = There is nothing in it yet. Write a few words.
error-card-muted = You cannot write in this channel at the moment.
error-card-refused = It cannot stand like this: something in it may not cross. Put it another way.
error-card-gone = This introduction is not there any more.
error-own-card = This is your own introduction. `/hello card` shows who answered it.
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

error-tag-unknown = “{ $tag }” is no hashtag. A hashtag is one word of letters, digits and `_`, at most 30 characters; and the two of a pair differ.
error-no-such-pair = This server has added no pair with “{ $tag }”. `/bridge tags list` shows its own; those that Qiao brings along stay.
error-pairs-full = A server can add { $limit } pairs of hashtags. Remove some first (`/bridge tags remove`).
