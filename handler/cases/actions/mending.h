// Which reclassification needs a second role, and which texts may be corrected.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "handler/cases/actions/action_table.h"
#include "handler/cases/actions/grant.h"
#include "handler/cases/fold/case.h"

namespace handler::cases {

// True if a clock would get a later date (or none) by this data of a `reclassified` event, whether
// it runs or begins later in the round, or if a restriction would fall: then another role must
// agree. Pure.
bool needs_agreement(const Rules& rules, const Case& subject, const core::Json& data);
// True if by this data the unit that a restricted case is about would be allowed to see it.
bool lifts_restriction(const Rules& rules, const Case& subject, const core::Json& data);

// The texts of staff that may be withheld, oldest first. What is withheld already is left out.
std::vector<const SentText*> changeable_texts(const Case& subject);
// Those of them that this person wrote in one of these roles and may correct.
std::vector<const SentText*> own_texts(const Case& subject, const StaffMember& actor);
// The grant of the actor in which the text was written, or nullptr.
const Grant* writer_of(const SentText& text, const StaffMember& actor);

// The same for the text that a planned correction names; nullopt if the actor wrote no such text.
std::optional<Grant> writing_grant(const Case& subject, const PlannedEvent& correction,
                                   const StaffMember& actor);

// The type of the event that undoing takes back: a merge, a decline or a withdrawal.
EventType undone_type(const Case& subject);

// "12.reply", the value of a sent_text field.
std::string name_of(const SentText& text);
// nullptr if no text of the list has this name.
const SentText* text_named(const std::vector<const SentText*>& texts, std::string_view name);
// True if this text is the newest name of the matter, which rows and lists of cases show.
bool names_matter(const Case& subject, const SentText& text);
// True if the reporter reads this text: the forms that record it say so.
bool is_for_reporter(const SentText& text);

}  // namespace handler::cases
