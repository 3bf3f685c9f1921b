# Newcomers introduce themselves (/hello card), others say hi, greeters see who waits (/hello greet).

# The form of an introduction. Nobody is asked where they are, or where they come from.
hello-title = Say hello to both sides
hello-about = 🌱 About you
    .note = A few lines in your own language; the other side reads them in theirs
hello-name = What shall people call you?
    .note = Leave it empty for the name you have here
hello-likes = 💛 Things you like
    .note = Others look for what they share with you
hello-ask-me = 💬 Ask me about …
    .note = Something you enjoy talking about
hello-posted = 🌱 Your introduction stands [here](<{ $link }>), under your name, and on the other side in a moment. Anybody can say hi to you with the button below it. `/hello card` shows who did.
hello-given-back = What you wrote, so that it is not lost: { $text }

# One's own introduction. $count is how many people answered.
hello-own = { $count ->
    [0] 🌱 [Your introduction](<{ $link }>) stands there for all to see. Nobody has answered it yet.
    [one] 🌱 One person has answered [your introduction](<{ $link }>):
   *[other] 🌱 { $count } people have answered [your introduction](<{ $link }>):
 }
hello-anew = Write it anew
hello-withdraw = Take it away
hello-withdrawn = Your introduction is gone, on every side.

# Below an introduction, for everybody. $across: how many of $count wrote in another language than its author.
hello-say = 👋 Say hi
hello-noticed = { $across ->
    [0] { $count } said hi
   *[other] { $count } said hi, { $across } of them from across the bridge
 }
hello-reacted = { $count } reacted across the bridge
hello-who = **Who said hi, the newest first**
hello-who-none = Nobody has written yet. Those who reacted are shown by Discord, under the message of their side.
hello-line = • { $member } { $at } [↗](<{ $link }>)
hello-line-elsewhere = • { $member } { $at }, on another server

# The form in which one says hi.
hello-back-title = Say hi
hello-back = A line to them, in your own language
    .note = It stands here under your name, as an answer, and reaches them in theirs
hello-said = 💬 Your answer stands [here](<{ $link }>), under your name.
hello-unsay = Take it back
hello-unsaid = Your answer is gone, on every side.

# Greeters.
greet-about =
    {""}**Greeters** see to it that everybody gets a first answer. Each newcomer is given to one greeter, in turn: those who introduce themselves, and those whose first words nobody answered.

    A line is enough, in your own language: Qiao carries it across. You are sent nothing; you look here when you have time, and whoever has waited for twelve hours goes on to another greeter.
greet-none = **You greet newcomers here.** Nobody waits for you at the moment. Thank you for being there!
greet-list = { $count ->
    [one] **One newcomer waits for a hello from you.** Answer them there, in your own language.
   *[other] **{ $count } newcomers wait for a hello from you** · page { $page } of { $pages }. Answer them there, in your own language.
 }
greet-card = 🌱 { $member } introduced themselves { $at }
greet-first = 💭 { $member } wrote for the first time { $at }, and nobody has answered
greet-do-start = I'd like to greet
greet-do-stop = Stop greeting
greet-previous = ◀ Previous
greet-next = Next ▶

# For moderators, in the notice channel.
newcomers-nobody-greets = 🌱 Nobody greets newcomers on **{ $bridge }**, and some wait for a first hello: { $count }. Whoever would like to greet uses `/hello greet` in one of its channels.
