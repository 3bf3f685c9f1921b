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
manner-pins-on = 📌 What is pinned in one channel is pinned in the others, too.
manner-pins-off = 📌 Pins stay in their channel.
manner-pins-turn-on = Carry pins
manner-pins-turn-off = Leave pins where they are
manner-bots-on = 🤖 What other bots and webhooks write crosses, up to 20 messages a minute from a channel; of what a proxy such as PluralKit says anew, only that.
manner-bots-off = 🤖 What other bots and webhooks write stays in its channel.
manner-bots-turn-on = Let bots cross
manner-bots-turn-off = Keep bots out
manner-agreement-on = 🤝 Moderators of the other servers can delete what was written here, by deleting a copy of it.
manner-agreement-off = 🤝 Moderators of the other servers cannot delete what was written here.
manner-agreement-turn-on = Let other servers delete
manner-agreement-turn-off = Let only us delete
