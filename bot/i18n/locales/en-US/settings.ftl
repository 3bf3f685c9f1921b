# Settings: of a bridge, for those who run it; and of a member.
manner-title = **Settings of { $bridge }** · a press changes one at once, for what is written from now on.
manner-not-yours = This bridge is run by another server, or by the configuration file: there is nothing here that you can change.

manner-original-on = 📖 The original stands in small print under each translation.
manner-original-off = 📖 The original is one tap away: *Apps*, then *{ menu-original }*.
manner-original-turn-on = Show originals below
manner-original-turn-off = Keep originals one tap away
manner-mark-on = 🏷️ Names bear the mark of their channel's language: `Dana · EN`.
manner-mark-off = 🏷️ Names stand alone: `Dana`.
manner-mark-turn-on = Mark names
manner-mark-turn-off = Leave names unmarked
manner-deletions-on = 🗑️ A moderator who deletes a copy deletes its original and all other copies with it.
manner-deletions-off = 🗑️ A moderator who deletes a copy deletes that copy alone.
manner-deletions-turn-on = Let deletions reach originals
manner-deletions-turn-off = Keep deletions to the copy
manner-pings-on = 🔔 Who is answered across the bridge is pinged, unless they chose otherwise in `/settings`.
manner-pings-off = 🔕 Nobody is pinged by an answer across the bridge.
manner-pings-turn-on = Ping who is answered
manner-pings-turn-off = Ping nobody
manner-pins-on = 📌 What is pinned in one channel is pinned in the others, too.
manner-pins-off = 📌 Pins stay in their channel.
manner-pins-turn-on = Carry pins
manner-pins-turn-off = Leave pins where they are
manner-bots-on = 🤖 What other bots and webhooks write crosses, up to 20 messages a minute from a channel; of what a proxy such as PluralKit says anew, only that.
manner-bots-off = 🤖 What other bots and webhooks write stays in its channel.
manner-bots-turn-on = Let bots cross
manner-bots-turn-off = Keep bots out
manner-notes-on = 🗨️ What is written in another of this bridge's languages than the channel's gets a translation below it, in that channel.
manner-notes-off = 🗨️ What is written in another language than the channel's gets no translation there.
manner-notes-turn-on = Add translations below
manner-notes-turn-off = Add no translations below
manner-newcomers-on = 🌱 Newcomers can introduce themselves here, and each gets a greeter (`/hello`).
manner-newcomers-off = 🌱 Nobody introduces themselves by `/hello` here.
manner-newcomers-turn-on = Welcome newcomers
manner-newcomers-turn-off = No introductions
manner-agreement-on = 🤝 Moderators of the other servers can delete what was written here, by deleting a copy of it.
manner-agreement-off = 🤝 Moderators of the other servers cannot delete what was written here.
manner-agreement-turn-on = Let other servers delete
manner-agreement-turn-off = Let only us delete

# A member's own: what they read, and how others may treat their words.
settings-title = **Your settings** · they hold in every server where Qiao is, and in private messages.
settings-reads = 📖 *{ menu-original }* also translates into { $language } for you.
settings-reads-none = 📖 *{ menu-original }* shows the original alone, without a further translation.
settings-pings-on = 🔔 A mention from the other side pings you, if you cannot read that channel.
settings-pings-off = 🔕 Mentions from the other side never ping you.
settings-pings-turn-on = Ping me across
settings-pings-turn-off = Do not ping me across
settings-phonetics-none = 🗣️ *{ menu-original }* shows no pinyin and no zhuyin.
settings-phonetics-pinyin = 🗣️ *{ menu-original }* shows the Chinese with pinyin.
settings-phonetics-zhuyin = 🗣️ *{ menu-original }* shows the Chinese with zhuyin.
settings-corrections-on = ✏️ Others may mend your sentences: *Apps*, then *{ menu-fix }*. Who looks at your originals reads that you like it.
settings-corrections-off = ✏️ Nobody is told that you would like to be corrected.
settings-corrections-turn-on = Please correct me
settings-corrections-turn-off = No corrections, please
settings-quoting-on = 💬 Recaps of a daily topic may quote you.
settings-quoting-off = 💬 Recaps of a daily topic will not quote you.
settings-quoting-turn-on = I may be quoted
settings-quoting-turn-off = Do not quote me
settings-zone = 🕒 Your days, for the weekly goal, are those of { $zone }; each ends at three in the morning.
settings-zone-none = 🕒 Your days, for the weekly goal, are those of UTC until you choose your time zone; each ends at three in the morning.
settings-zone-choose = My time zone
settings-zone-field = A city, or a name such as Europe/London
settings-menu-none = none
settings-menu-reads = I read
settings-menu-phonetics = Chinese with

# In private messages, all three locales one under the other.
direct-hello = 👋 Qiao reads and keeps nothing that is written to it here. What is yours, at a press:
direct-privacy = Privacy
direct-settings = Settings
direct-guide = Guide
# A menu's heading with what can be chosen in it.
settings-chosen = { $heading }: { $choice }
