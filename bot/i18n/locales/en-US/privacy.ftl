# What a member is told about their own words.

privacy-title = **Your words and this bridge**
privacy-taking-part = ✅ What you write in bridged channels is shown in the other channels.
privacy-not-taking-part = 🚫 What you write stays in its channel: it is not translated, not relayed, not kept.
privacy-outside = ✅ Translators may see your words.
privacy-no-outside = 🚫 No translator sees your words. They cross as they are, unless Qiao can translate them by itself.
privacy-who = Besides Discord and whoever runs this bot, your words go to: { $translators }. They are not told who wrote them; e-mail addresses and long numbers are taken out first.
privacy-nobody = Besides Discord and whoever runs this bot, nobody sees your words.
privacy-kept = Kept: your text until it has crossed, 24 hours at most; which copy belongs to which message, by numbers only, for 30 days; of what waits for moderators or for its time, numbers only as well, for 2 days. Nothing is used to train anything. Delete a message, and its copies go too.
privacy-leave = Do not relay me
privacy-return = Take part again
privacy-forbid-outside = No translator for my words
privacy-allow-outside = Allow translators again

# Above the source text of a relayed message. $author is a mention.
original = The original, by { $author }: { $link }
