# What the playground says to the person at the keyboard.

title = Qiao 桥 playground: a small Discord on this computer
label-open = Open
label-joined = Joined
label-people = People
label-try = Try
label-translation = Translation
label-data = Data
label-stop = Stop
list-separator = , { "" }

# The port that was asked for is taken.
port-moved = Port { $wanted } is taken, so this is port { $port }.
joined = { $english } (English) ⇄ { $chinese } (中文)
people-scripted = The members are samples, made up for this place; the six lines at the first start are scripted. Relay, timing and marks are real.
try-page = The page is in English or Chinese, as the browser is. --terminal shows both channels here instead, and takes lines.
try-how = A member's name, then the words; they write in the channel of their language:
try-more = #practice dana Hello! writes in another channel; @雅婷 mentions her; Tab completes names.
try-edit = /edit dana … changes Dana's last message, /delete dana takes it away.
translation-offline = Nothing leaves this computer. The built-in phrasebook is translated; other words cross as they are, with word help. For a real translator start with --translator google (what is written is sent to Google) or --translator libretranslate (a server of your own).
translation-google = Google Translate is on: what is written here is sent to Google.
translation-libretranslate = LibreTranslate is on: what is written here is sent to the server that QIAO_TRANSLATION__LIBRETRANSLATE__BASE_URL names; without it, to port 5000 of this computer.
data = { $folder } (only the bot's; the channels are empty again at each start)
stop-prompt = Ctrl-C, Ctrl-D or /quit
stop-plain = Ctrl-C, SIGTERM or a line that says /quit
stop-page = Ctrl-C
no-browser = No browser was found; open { $url } yourself.
ready = The bot relays.
ready-page = The bot relays. Open { $url }
stopping = Stopping; what is under way is delivered first, for at most 10 seconds.

# Behind the name of who wrote it.
entry-edited = edited
entry-translated = translated
entry-deleted = deleted
# The original crossed, its translation will follow.
entry-pending = translating
by-phrasebook = phrasebook
by-opencc = script converted
by-none = not translated

prompt-placeholder = dana Good morning!
prompt-reminder = /help · /quit

# What was typed cannot be done.
no-such-member = There is no { $quoted } here. Begin with a name: dana, graham, priya, 雅婷, 伟杰, 小满 or morgan.
no-such-channel = There is no channel #{ $quoted }.
no-such-command = There is no { $quoted }; /help shows what there is.
no-words = Words are missing: { $quoted } Good morning!
nothing-said = { $quoted } has said nothing that stands here.
refused = Discord would refuse this: { $reason } ({ $code })
