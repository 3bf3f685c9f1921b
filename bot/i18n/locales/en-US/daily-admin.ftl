# The topic of the day, for those who look after it by /daily, and for members who ask by /today.

daily-plan-title = **Topic of the day on { $bridge }**
daily-plan-new = 🌱 Not started. With *{ daily-button-start }* the first comes { $when }; nothing is posted before.
daily-plan-on = ▶️ The next comes { $when }.
daily-paused-admin = ⏸️ Paused by an admin. `/daily resume` goes on.
daily-paused-quiet = ⏸️ Paused by itself: nobody answered the last topics. `/daily resume` goes on.
daily-paused-refused = ⏸️ Paused by itself: a topic could not be posted. Once that is mended, `/daily resume` goes on.
daily-plan-hour = 🕐 **{ $time }** ({ $zone })
daily-plan-seat = - { $channel }: { $time } in { $zone }, { $yours } for you
daily-plan-seat-own = - { $channel }: at its own time, { $time } in { $zone }, { $yours } for you
daily-plan-ping = · pings { $role }
daily-plan-days = 📅 { $days }, from { $date } on
daily-every-day = Every day
daily-plan-window = ⏳ Open for answers for { $hours } hours
daily-plan-thread = 🧵 Each topic has a thread for its answers
daily-plan-channel = 💬 Answers stand in the channel itself
daily-plan-themes-all = 🎨 About all themes
daily-plan-themes = 🎨 About { $count } themes, without: { $names }
daily-plan-festivals = 🏮 Festivals of: { $names }.
daily-plan-festivals-none = 🏮 No festivals
daily-sensitive-on = {" "}National days and political anniversaries too.
daily-sensitive-off = {" "}No national days, no political anniversaries.
daily-lacks = ⛔ **Not saved yet.** This stands in the way:
daily-lack-gone = - { $channel } is gone, or Qiao cannot see it. Let Qiao’s role see it, or take it out with `/bridge remove`.
daily-lack-rights = - In { $channel } Qiao lacks: { $rights }. Give these to its role there (*Edit Channel, Permissions*).
daily-lack-role = - In { $channel } Qiao cannot ping { $role }. Let anyone mention that role (*Server Settings, Roles*), or choose none.
daily-preview = 👀 *In { $channel }, for readers of { $language }, it would read like this. Only you see it.*
daily-setup-expired = This has been open for too long, and what was not saved is gone. Run `/daily setup` again.
daily-started = ✅ The topic of the day is on. The first comes { $when }; `/daily next` shows it and the six after it.
daily-saved = ✅ Saved. The next topic comes { $when }.

daily-menu-days = On which days
daily-menu-place = Where answers stand
daily-menu-themes = What is asked about
daily-menu-calendars = Whose festivals
daily-menu-channel = Which channel
daily-menu-role = A role to ping there; members take it themselves
daily-place-thread = In a thread of each topic
daily-place-channel = In the channel itself
daily-button-time = Time and zone…
daily-button-channels = Each channel…
daily-button-topics = Themes and festivals…
daily-button-more = More…
daily-button-preview = Preview
daily-button-start = Start
daily-button-save = Save
daily-button-sensitive-on = Ask about national days too
daily-button-sensitive-off = Leave national days out
daily-button-own-time = Own time for this channel…
daily-button-back = Back
daily-field-time = Time of day, such as 13:00 or 8:30 pm
daily-field-zone = Time zone or city, such as Asia/Taipei
daily-field-own-time = Time of day; empty: with the others
daily-field-own-zone = Its readers’ time zone; empty: as for all
daily-field-window = Hours to wait for answers, 12 to 72
daily-field-start = First day, such as 2027-01-31

daily-paused = ⏸️ **{ $bridge }** is asked nothing until `/daily resume`. What is open stays open.
daily-resumed = ▶️ **{ $bridge }** is asked again. The next topic comes { $when }.
daily-skipped = ⏭️ Nothing is asked on { $date }.
daily-posted = ✅ Posted:
    { $where }
daily-posted-before = Today’s topic stands already:
    { $where }
daily-queued = ✅ Number { $place } in the queue: “{ $topic }”
daily-unqueued = Taken out of the queue: “{ $topic }”

daily-next-title = **What comes on { $bridge }**, unless somebody changes it
daily-next-none = Nothing: it does not start within the next weeks.
daily-next-day = **{ $day }** · { $when }
daily-skipped-date = skipped
daily-reason-queue = from your queue
daily-reason-festival = festival or season
daily-reason-member = a member’s suggestion
daily-reason-library = from the library
daily-queue-title = **What waits in the queue of { $bridge }**, asked before all else
daily-queue-none = Nothing waits in the queue of **{ $bridge }**. `/daily queue add` puts a topic there.
daily-history-title = **The last topics on { $bridge }**
daily-history-none = Nothing was asked on **{ $bridge }** yet.
daily-still-open = still open
daily-took-part = { $count ->
    [0] nobody answered
    [one] one took part
   *[other] { $count } took part
}
daily-stats-title = **How topics on { $bridge } are answered**
daily-stats-none = No topic on **{ $bridge }** is closed yet, so there is nothing to count.
daily-stats-share = { $answered } of { $topics } topics of the last year were answered ({ $share } %).
daily-stats-themes = Answers by theme:
daily-stats-most = Most answered:
daily-stats-line = - { $what }: { $people }
daily-stats-least = -# What fewer than { $least } people answered is not broken down.

daily-theme-food = Food and cooking
daily-theme-festivals = Festivals
daily-theme-pets = Pets
daily-theme-home = Home, garden, neighbours
daily-theme-routine = Daily routine
daily-theme-school = School
daily-theme-work = Work
daily-theme-language = Language, names, slang
daily-theme-memes = Memes
daily-theme-play = Music, film, games
daily-theme-sport = Sport and outdoors
daily-theme-travel = Travel and city tips
daily-theme-shopping = Shopping
daily-theme-family = Family, manners, gifts
daily-theme-crafts = Childhood, crafts, arts
daily-theme-fashion = Beauty and fashion
daily-theme-own = Written by members
daily-calendar-us = United States
daily-calendar-uk = United Kingdom
daily-calendar-ca = Canada
daily-calendar-cn = Mainland China
daily-calendar-tw = Taiwan
daily-calendar-hk = Hong Kong
daily-calendar-my = Malaysia
daily-calendar-sg = Singapore

daily-today-none = No topic of the day is open now.
daily-today-open = ⏳ Answers are welcome until { $when }.
daily-today-closed = It closed { $when }; you can still read along.
daily-today-next = The next one comes { $when }.
