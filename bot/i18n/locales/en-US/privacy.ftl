# What a member is told about their own words.

privacy-title = **Your words and this bridge**
privacy-taking-part = ✅ What you write in bridged channels is shown in the other channels.
privacy-not-taking-part = 🚫 What you write stays in its channel: it is not translated, not relayed, not kept.
privacy-outside = ✅ Translators may see your words.
privacy-no-outside = 🚫 No translator sees your words. They cross as they are, unless Qiao can translate them by itself.
privacy-who = Besides Discord and whoever runs this bot, your words go to: { $translators }. They are not told who wrote them; e-mail addresses and long numbers are taken out first.
privacy-nobody = Besides Discord and whoever runs this bot, no service gets your words.
privacy-kept = Kept: your text until it has crossed, 24 hours at most; which copy belongs to which message and whose it is, by numbers only, for 30 days; of what waits for moderators or for its time, numbers only as well, for 2 days; which hashtags you use, for 3 days; of topics that you suggest, the text until you erase it, or for 30 days after it was declined; of what you contribute (`/guide`), numbers by day until you erase them, and what they are made of, by ids, for 90 days. Nothing is used to train anything. Delete a message, and its copies go too.
privacy-leave = Do not relay me
privacy-return = Take part again
privacy-forbid-outside = No translator for my words
privacy-allow-outside = Allow translators again
privacy-export = Export my data
privacy-erase = Erase my data
privacy-exported = This is all that Qiao keeps of you. What stands in channels is Discord's: ask Discord for that.

# One's own data, to be rid of.
erase-question = Erase your data? Qiao then deletes, in every channel, the copies of what you wrote in the last 30 days, and forgets which message was yours. Your own messages stay: only you delete those. Where others' answers in bridged channels quote you, your words are taken out. Topics that you suggested are forgotten. Your choices here stay too, so that they are kept to, and so does what moderators decided. This cannot be undone.
erase-button = Erase
erase-progress = ⏳ Erasing your data: { $done } of { $copies ->
    [one] { $copies } copy is gone.
   *[other] { $copies } copies are gone.
 } It goes on by itself, after a restart too; `/privacy` shows how far it is.
erase-done = ✅ Your data was erased ({ $finished }). { $copies ->
    [0] No copies stood.
    [one] One copy is gone.
   *[other] { $copies } copies are gone.
 }
erase-done-but = ✅ Your data was erased ({ $finished }). { $left ->
    [one] One of { $copies } copies still stands
   *[other] { $left } of { $copies } copies still stand
 } where Qiao cannot delete any more; ask that channel's moderators to.

# Above the source text of a relayed message. $author is a mention.
original = The original, by { $author }: { $link }
original-corrections = ✏️ { $author } is learning, and likes to be corrected: in the message's menu, *Apps*, *{ menu-fix }*.
# One line more where the original has pictures, whose words nobody translates.
original-pictures = Words inside pictures are not translated.
phonetics-pinyin = Pinyin
phonetics-zhuyin = Zhuyin
