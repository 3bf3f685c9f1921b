# /guide: eleven pages for members and admins. Say only what is true of this version; at most some 900 characters a page.

guide-heading = ### { $title } ({ $number }/{ $count })
guide-previous = ◀ Previous
guide-next = Next ▶
guide-menu = All pages

guide-about-title = What this bridge is
guide-about =
    Some channels here are joined across languages. You write in your language, in your channel; a moment later it stands in the other channel in theirs, under your name and picture. What they write comes to you the same way. A notice, pinned in each of these channels, says where it leads.

    - Write as you always do: there is nothing to switch on.
    - One channel is enough. Read the one in your language; you need not follow the other.
    - While a translation is on its way, the original may come first, marked *{ relay-pending }*; the translation replaces it. What cannot be translated stays as it was written, often with help word by word.
    - Translations make mistakes, and jokes suffer first. If something reads odd or rude, blame the translation before the person, and ask.

guide-crossing-title = What crosses, and what does not
guide-crossing =
    ✅ **Crosses**
    - What members write. Edits and deletions follow, for 30 days
    - Replies, with what they answer above; forwards, pictures, files, recordings, stickers
    - Polls; all votes are added up at the end
    - Reactions: each emoji once, by the bot, until nobody has it
    - Threads and posts, once somebody speaks there
    - Mentions, links, code, emoji, spoilers, bold and italic, as they are; nobody is pinged twice
    - What happened while the bot was away: 24 hours back, at most 500 messages a channel

    🚫 **Stays where it is**
    - Words in pictures, and files that are too large for the other side: a link leads to them
    - Pins, and what other bots write, unless this bridge's settings let them cross
    - Private threads, but for those of language partners
    - What waits for a moderator, until it may cross
    - What is written by members who do not take part, or while a bridge is paused: later, too

guide-talking-title = Talking through translation
guide-talking =
    - **Short, whole sentences.** Each message is translated by itself: say who and what, and do not spread a sentence over three messages.
    - **Plain words.** Idioms, irony and puns get lost. Say that you are joking.
    - **Names stay names.** To be sure, use @: mentions cross untouched.
    - **Numbers can be words** in Chinese chats: 666 is applause, 233 laughter, 88 “bye-bye”, 520 “I love you”. Nothing else is meant by them.
    - **Hashtags** are kept as you type them; where both sides have a word for it, each reads its own (`#cattax`, `#猫税`). `/hashtags` shows what is in this week.
    - **Emoji read differently.** In Chinese chats 🙂 can be a cold smile, and 👋 “we are done here”. 😄 is safer.
    - **Unclear?** Reply to that message and ask: the others see which one you answer. *{ menu-original }* (page 4) shows what was written; with `/settings`, also how the Chinese sounds.

guide-daily-title = The topic of the day
guide-daily =
    Every day, where the admins have switched it on, both sides are asked the same small question: barbecue here, dumplings there.

    - **Answer in its thread**, in your language. The thread is joined with the one on the other side, so you read each other's answers at once. If you would rather not write there, press *{ daily-answer-button }*: what you type stands in the thread under your name.
    - A word or a picture is enough. There are no marks.
    - Under the question stand **three words**, with their sound and their meaning in the other language.
    - When the time is up, a **recap** sets short quotes of both sides next to each other. If you are quoted and don't want that, press *{ recap-remove }*; whoever never wants it turns it off in `/settings`.
    - `/today` leads to today's question, `/suggest` is for your own. Write it in your language; a moderator looks at it, and your name stands under it when it is asked.

guide-partners-title = Somebody to talk to
guide-partners =
    `/partner join` brings you together with somebody who writes the other language, somebody new each Monday as long as there are others. You say what you like and when you have time; no place is asked.

    - **A thread for two:** each of you has a private thread, under your own channel and in your own language. What you write stands in your partner's in theirs. Moderators who see every thread see these, too.
    - **To begin with,** there is a question, and what you both like. A sentence a day is plenty.
    - **A week later** Qiao asks whether you met. Nobody else reads your answer. The thread stays open for as long as you both like.
    - `/partner skip` sits a week out. `/partner leave` ends it, and forgets your answers.
    - **`/partner block`:** you two never meet again, and nothing of your thread crosses any more. Nobody is told who wished it. If somebody hurt you, report it first: *Apps*, *{ menu-report }*.
guide-newcomers-title = New here, and greeting
guide-newcomers =
    {""}**New here?** `/hello card`, in your language's channel, opens a short form: a few lines about you, what you like 💛, what to ask you about 💬. Nobody asks where you are. It stands in the channel under your name, marked 🌱, and across the bridge in their language.

    - Whoever presses *{ hello-say }* below it writes you a line in theirs; it reaches you in yours, as an answer.
    - The button beside it tells how many took notice across the bridge. `/hello card` shows who wrote, and lets you write yours anew or take it away.

    {""}**Greeters** are members who like to say hello. `/hello greet` makes you one, and shows whom to greet: each newcomer is given to one greeter in turn, also those whose first words nobody answered, and goes on to another after twelve hours. You are sent nothing, so look in from time to time.

    {""}**Admins** switch this on and off in `/bridge settings`.

guide-who-title = Who said this?
guide-who =
    What comes across bears its author's name and picture, and a mark for the language of their channel: `Dana · EN`, `小满 · 中`. Between Simplified and Traditional Chinese there is no mark. Discord puts *APP* behind these names because a bot posts them; behind each is a member.

    - **Who was it exactly?** Open the message's menu: *Apps*, then *{ menu-original }*. It shows you alone who wrote it, in which words, and a link to it; for 30 days, as long as the original stands.
    - **A name proves nothing.** Two members may be called the same. *{ menu-original }* tells them apart.
    - **`Translation · 小满 · 中`** stands below what was written here in another language, where this bridge's settings say so.
    - **Blocking somebody does not hide what comes across from them.** Discord blocks accounts, and these messages are posted by the bot. If somebody bothers you, tell the moderators: *Apps*, *{ menu-report }*.

guide-counting-title = What counts
guide-counting =
    Qiao counts what joins people, never how much somebody writes.

    - **Counted:** an answer to the topic of the day; a reply to somebody of the other language; the first reply a newcomer gets; a reply that its asker marks with ✅; a learner's thanks for your *{ menu-fix }*; a topic of yours that is asked; reactions given and received. A few of each a day, fewer with the same person.
    - **Not counted:** “ok”, the same again, replies to yourself, bots.
    - **Weekly goal:** three days of seven; reactions alone make no day. Two days off a month are taken for you. Days end at three in the morning, by the time zone in `/settings`.
    - `/card` shows you alone how you take part; `/board` what all did together, your name only if you want.
    - **Deleting a message takes back** what it counted; badges stay.
    - `/privacy`: *{ privacy-leave }* stops the counting too, *{ privacy-export }* and *{ privacy-erase }* reach all of it.

guide-privacy-title = Your words are yours
guide-privacy =
    `/privacy` shows who sees what you write, here or in a private message to Qiao. Two switches work at once:

    - **{ privacy-leave }:** what you write stays in its channel. It is not translated, not relayed, not kept, and it does not cross later.
    - **{ privacy-forbid-outside }:** your words cross as they are, unless Qiao can translate them by itself.

    {""}**What is kept:** your text until it has crossed, 24 hours at most; which copy belongs to which message and whose it is, by numbers only, for 30 days; what you chose in `/privacy` and `/settings`, until you change it. Nothing is used to train anything. Translators are not told who wrote it, and e-mail addresses and long numbers are taken out first.

    {""}**Taking something back:** delete your message, and its copies go too, for 30 days. *{ privacy-export }* gives you a file with all that is kept of you, *{ privacy-erase }* deletes all copies of 30 days.

guide-admins-title = For admins: start a bridge
guide-admins =
    For this you need *Manage Server*.

    1. **Begin small:** a calm channel for each language, with people who want it. Do not bridge the busiest channel first.
    2. `/bridge create` shows how it will look and what is missing. In the menu below, choose a **notice channel** where moderators are told what happens; then press *{ proposal-start }*. What was said before stays where it is.
    3. Qiao pins a notice in each channel. Announce it yourself, too.
    4. **Let nobody read double:** make language roles to choose from, each hiding the other language's channel.

    Later: `/bridge add` lets more channels join, up to 10 in a bridge; `/bridge settings` changes how words cross; `/bridge list` and `/bridge check` show how they stand; `/bridge remove` and `/bridge close` part them. `/insights` shows if both sides meet. **Another server** joins by a code: `/bridge invite` here, `/bridge join` there.

guide-moderators-title = For moderators
guide-moderators =
    For this you need *Manage Messages*.

    - **Stop for a while:** `/bridge pause`, `/bridge resume`. What is written meanwhile does not cross later.
    - **Delete the original** or a copy, and all of it goes, for 30 days. Originals take *Manage Messages*.
    - **What waits for you** stands in the notice channel, original and translation together: let it cross, delete it, mute its author, or leave it; after a day it stays. These wait:
      - words of your list (`/bridge words add`), in both Chinese scripts; numbers such as 520 never
      - what this server's AutoMod would stop (`/bridge automod`)
      - what new members write in raid mode (`/bridge raid on`, `/bridge raid auto`)
    - An edit that must not cross leaves the copies as they were.
    - **Slow mode, age restrictions and timeouts** hold for what comes in.
    - **Reports** (*{ menu-report }*) show both languages too. `/status` tells how all is.
