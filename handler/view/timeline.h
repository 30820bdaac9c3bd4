// The events of a case in words, each with its texts: one timeline for the ticket page and the
// desk, and for the reporter the window's answers, which stand above it.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "core/page/page_template.h"
#include "handler/cases/fold/case.h"
#include "handler/casework/services.h"
#include "handler/view/event_words.h"

namespace handler::view {

// Opened sealed texts that this reader may see: part id -> text.
using OpenedTexts = std::map<std::int64_t, std::string>;
// The name of the acting staff member, for other staff; "" if unknown.
using NameOf = std::function<std::string(const cases::Actor&)>;

// The inputs of all parts of the view. Holds references: it lives only while the view is made.
struct ViewedCase {
  const LiveSite& site;
  const core::Policy& policy;
  const core::WorkTime& time;
  const store::CaseRecord& record;
  const cases::Case& folded;
  core::Instant now;
  Reader reader;
  const OpenedTexts& opened;
  const NameOf& name_of;

  const core::Texts& texts() const { return site.texts; }
  int year() const { return core::year_of(core::day_of(now)); }
};

// EVENT[] with DATE, TEXT, QUOTE of the texts that this reader may read, each with its older
// versions (past_words.h); for staff also ACTOR with role and name, RECORDED where a breach was
// recorded late, CLOCK_SAID where a wrong clock recorded another time, and VOIDED breaches;
// EVENT_SEALED for later words of the reporter that this reader cannot read. For the reporter also
// REPLY[] with DATE, TEXT and QUOTE: what the window answered, newest first. Its texts stand there
// alone; the event is EVENT_ABOVE.
void add_timeline(core::TemplateData& data, const ViewedCase& subject);

}  // namespace handler::view
