// Fills in what a page says of texts and limits that no longer hold.
#include "handler/view/past_words.h"

#include "core/policy/count_words.h"

namespace handler::view {

void add_story(core::TemplateData& quote, const store::CaseRecord& record, std::int64_t part,
               int year) {
  const auto found = record.stories.find(part);
  if (found == record.stories.end()) return;
  const store::TextStory& story = found->second;
  if (story.withheld) {
    quote.show("QUOTE_WITHHELD")
        .set("WITHHELD_ON", core::chinese_moment(story.withheld_at, year))
        .set("WITHHELD_WHY", story.withheld_why);
  }
  for (auto old = story.old.rbegin(); old != story.old.rend(); ++old) {
    quote.add("OLD")
        .set("CORRECTED_ON", core::chinese_moment(old->corrected_at, year))
        .set_optional("CORRECTED_WHY", old->reason)
        .set_optional("OLD_TEXT", old->text);
  }
}

void add_earlier(core::TemplateData& clock, const cases::ClockRun& run, core::Instant now,
                 const std::string& due) {
  if (!run.was_softened()) return;
  const bool missed = run.missed_earlier(now);
  clock.set("CLOCK_EARLIER", due)
      .show_if(missed, "EARLIER_MISSED")
      .show_if(!missed && !run.running(), "EARLIER_KEPT")
      .show_if(!missed && run.running(), "EARLIER_OPEN");
}

}  // namespace handler::view
