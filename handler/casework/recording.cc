// Completes planned events and records them.
#include "handler/casework/recording.h"

#include <algorithm>
#include <utility>

#include "core/base/check.h"
#include "core/base/stop_point.h"
#include "handler/cases/fold/event_table.h"
#include "handler/cases/fold/fold.h"
#include "handler/casework/corrections.h"
#include "handler/casework/site_names.h"
#include "handler/casework/submission.h"

namespace handler::view {
namespace {

constexpr int kMostMerges = 20;
constexpr const char* kForm = "form";  // key in the event's data: the mark of the form

constexpr int kAtOnce = 500;

core::Status relist(Services& services, const store::CaseRow& row) {
  const auto site = services.sites.get(row.site);
  if (!site) return core::success();
  core::Result<OwnedRules> rules = services.rules.for_case(**site, row);
  if (!rules) return core::success();
  try {
    return services.store.refold_case(
        row.site, row.id,
        refold_with(std::move(*rules), services.clock.now(), services.rules.present(**site)));
  } catch (const core::Bug&) {
    // One damaged case must not stop the others or the start of the server.
    return core::success();
  }
}

// A restore destroys again what the list of destroyed parts names, and writes no event of it.
void end_files_that_are_gone(cases::Case& folded, const store::CaseRecord& record) {
  for (cases::CaseFile& file : folded.files) {
    const auto part = record.parts.find(file.part);
    const bool is_gone = part != record.parts.end() && part->second.destroyed;
    if (file.stands() && is_gone) file.destroyed = true;
  }
}

// The reporter's own files are sealed for the office, also those that the counter adds.
void add_files(store::NewEvent& event, const Services& services, const cases::PlannedEvent& planned,
               bool by_reporter, const SealedFiles& files) {
  // A file without its bytes would be promised and not kept.
  BANCHENG_CHECK(planned.files.size() == files.size());
  const bool sealed = by_reporter || planned.type == cases::EventType::supplemented;
  const std::string key = sealed ? services.portal_keys.seal_public : std::string();
  for (std::size_t i = 0; i < files.size(); ++i) {
    const cases::PlannedFile& file = planned.files[i];
    event.parts.push_back(
        store::make_file_part(services.randomness, file.field, files[i], key, file.for_reporter));
  }
}

// Seals the reporter's words, also those that staff wrote down, but no other texts of staff. Events
// required by the policy get the system as author.
store::NewEvent to_record(const Services& services, const LiveSite& site,
                          const cases::Case& subject, const Sender& by, cases::PlannedEvent planned,
                          const SealedFiles& files) {
  store::NewEvent event;
  event.type = planned.type;
  event.data = std::move(planned.data);
  add_names(event.data, site.site());
  const bool decides = cases::rule_of(planned.type).kind == cases::EventRule::Kind::decision;
  event.policy = decides ? site.site().policy_version : subject.policy;
  event.gives_serial = planned.gives_serial;
  event.serial_prefix = site.site().identity.serial_prefix;
  if (planned.by_system) return event;
  event.actor = by.actor;
  const bool by_reporter = by.actor.kind == cases::Actor::Kind::reporter;
  for (const cases::PlannedText& text : planned.texts) {
    const bool sealed = by_reporter || text.of_reporter;
    const std::string key = sealed ? services.portal_keys.seal_public : std::string();
    event.parts.push_back(
        store::make_part(services.randomness, text.field, text.text, key, text.for_reporter));
    event.parts.back().names_matter = text.names_matter;
  }
  add_files(event, services, planned, by_reporter, planned.files.empty() ? SealedFiles() : files);
  if (!by.nonce.empty()) event.data[kForm] = form_mark_of(services, site, by.nonce);
  if (planned.gives_number)
    event.number = {ticket_hash_of(services, site, by.nonce), /*known_to_staff=*/!by_reporter};
  return event;
}

// The parts that the first event ends; no other event ends any.
std::vector<std::int64_t> ended_parts(const std::vector<cases::PlannedEvent>& planned) {
  for (std::size_t i = 1; i < planned.size(); ++i) BANCHENG_CHECK(planned[i].destroys.empty());
  return planned.empty() ? std::vector<std::int64_t>() : planned.front().destroys;
}

core::Result<store::CaseRecord> take_back(const Services& services, const LiveSite& site,
                                          store::Addition added,
                                          const std::vector<std::int64_t>& parts) {
  core::Result<store::CaseRecord> after =
      services.store.take_back(site.id(), std::move(added), parts);
  // What it leaves in the log of the database the next tick removes, if this cannot.
  if (after) static_cast<void>(services.store.forget_destroyed(store::Erasing::only_if_none_waits));
  return after;
}

}  // namespace

core::Result<FoldedCase> fold_record(const Services& services, const LiveSite& site,
                                     store::CaseRecord record) {
  core::Result<OwnedRules> rules = services.rules.for_case(site, record.row);
  if (!rules) return rules.failure();
  cases::Case folded = cases::fold(rules->rules(), record.events());
  end_files_that_are_gone(folded, record);
  apply_corrections(record);
  return FoldedCase{std::move(record), std::move(*rules), std::move(folded)};
}

core::Result<FoldedCase> fold_case(const Services& services, const LiveSite& site,
                                   cases::CaseId id) {
  core::Result<store::CaseRecord> record = services.store.case_by_id(site.id(), id);
  if (!record) return record.failure();
  return fold_record(services, site, std::move(*record));
}

std::optional<FoldedCase> main_of(const Services& services, const LiveSite& site,
                                  const cases::Case& merged) {
  std::optional<FoldedCase> found;
  std::optional<cases::CaseId> next = merged.merged_into;
  for (int i = 0; next && i < kMostMerges; ++i) {
    core::Result<FoldedCase> other = fold_case(services, site, *next);
    if (!other) return std::nullopt;
    found = std::move(*other);
    next = found->folded.merged_into;
  }
  return found;
}

store::Addition addition_to(const Services& services, const LiveSite& site, const FoldedCase& open,
                            const Sender& by, std::vector<cases::PlannedEvent> planned,
                            const SealedFiles& files) {
  std::vector<store::NewEvent> events;
  events.reserve(planned.size());
  for (cases::PlannedEvent& each : planned)
    events.push_back(to_record(services, site, open.folded, by, std::move(each), files));
  return {open.folded.id, open.folded.last_seq, std::move(events),
          refold_with(open.rules, services.clock.now(), services.rules.present(site))};
}

core::Result<store::CaseRecord> record(const Services& services, const LiveSite& site,
                                       const FoldedCase& open, const Sender& by,
                                       std::vector<cases::PlannedEvent> planned,
                                       const SealedFiles& files) {
  const std::vector<std::int64_t> ends = ended_parts(planned);
  store::Addition added = addition_to(services, site, open, by, std::move(planned), files);
  if (!ends.empty()) return take_back(services, site, std::move(added), ends);
  core::Result<store::CaseRecord> after = services.store.append(
      site.id(), added.id, added.seen_seq, std::move(added.events), std::move(added.refold));
  if (!files.empty()) core::stop_point("files_recorded");
  return after;
}

const cases::Event* event_of_form(const Services& services, const LiveSite& site,
                                  const store::CaseRecord& record, cases::EventType type,
                                  const std::string& nonce) {
  const std::string mark = form_mark_of(services, site, nonce);
  const auto found = std::ranges::find_if(record.events(), [&](const cases::Event& event) {
    return event.type == type && event.data.value(kForm, "") == mark;
  });
  return found == record.events().end() ? nullptr : &*found;
}

bool is_recorded(const Services& services, const LiveSite& site, const store::CaseRecord& record,
                 cases::EventType type, const std::string& nonce) {
  return event_of_form(services, site, record, type, nonce) != nullptr;
}

core::Status relist_cases(Services& services) {
  cases::CaseId after = 0;
  while (true) {
    const core::Result<std::vector<store::CaseRow>> rows =
        services.store.unlisted_cases(after, kAtOnce);
    if (!rows) return rows.failure();
    if (rows->empty()) return core::success();
    for (const store::CaseRow& row : *rows) {
      if (core::Status done = relist(services, row); !done) return done;
      after = row.id;
    }
  }
}

}  // namespace handler::view
