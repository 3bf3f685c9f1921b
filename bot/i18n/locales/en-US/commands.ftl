# Names and descriptions of commands. Discord's rules: a name in lower case, without spaces, at most 32 characters;
# a description at most 100. The phrase describes the command and .label names it; .first describes an option and
# .first-name names it.

command-bridge = Join channels of different languages into one conversation
    .label = bridge
command-bridge-create = Join two channels: see how it will look, then start
    .label = create
    .first = One of the two channels
    .first-name = first
    .second = The other channel
    .second-name = second
    .first-language = What people write in the first channel; left out, Qiao guesses
    .first-language-name = first_language
    .second-language = What people write in the second channel; left out, Qiao guesses
    .second-language-name = second_language
    .name = What to call this bridge
    .name-name = name
command-bridge-add = Add one more channel to a bridge
    .label = add
    .bridge = Which bridge
    .bridge-name = bridge
    .channel = The channel that joins
    .channel-name = channel
    .language = What people write there; left out, Qiao guesses
    .language-name = language
command-bridge-remove = Take a channel out of its bridge
    .label = remove
    .channel = The channel that leaves
    .channel-name = channel
command-bridge-close = Close a bridge for good
    .label = close
    .bridge = Which bridge
    .bridge-name = bridge
command-bridge-list = Show this server's bridges and how they are doing
    .label = list
command-bridge-pause = Let nothing cross a bridge for a while
    .label = pause
    .bridge = Which bridge
    .bridge-name = bridge
command-bridge-resume = Let messages cross a paused bridge again
    .label = resume
    .bridge = Which bridge
    .bridge-name = bridge
command-bridge-check = Look for what is wrong with a bridge; changes nothing
    .label = check
    .bridge = Which bridge
    .bridge-name = bridge
command-privacy = Who sees what you write, what is kept of it, and how to say no
    .label = privacy

menu-original = Original
