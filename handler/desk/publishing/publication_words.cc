// The table of states, and one row of a list.
#include "handler/desk/publishing/publication_words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/text.h"

namespace handler::desk {
namespace {

using State = store::PublicationState;

constexpr std::array<std::pair<State, std::string_view>, 7> kPublicationStates = {{
    {State::waits, "waits"},
    {State::queued, "queued"},
    {State::running, "running"},
    {State::done, "done"},
    {State::failed, "failed"},
    {State::declined, "declined"},
    {State::withdrawn, "withdrawn"},
}};

std::string state_name(const Visit& visit, const store::Publication& publication) {
  return visit.texts().get("desk.publishing.state." + std::string(word_of(publication.state())));
}

}  // namespace

std::string_view word_of(State state) {
  return std::ranges::find(kPublicationStates, state, &std::pair<State, std::string_view>::first)
      ->second;
}

bool is_on_its_way(const store::Publication& publication) {
  const State state = publication.state();
  return state == State::queued || state == State::running;
}

std::string staff_name(StaffNames& names, std::int64_t user) {
  return names.of({cases::Actor::Kind::staff, user, {}, ""});
}

core::Result<InTheWay> in_the_way(const Visit& visit,
                                  const std::vector<store::PublishedFile>& files) {
  const auto open = visit.services.store.open_publications(visit.site.id());
  if (!open) return open.failure();
  StaffNames names(visit.services.store);
  const core::Texts& texts = visit.texts();
  for (const store::Publication& one : *open) {
    const std::vector<std::string> shared = store::shared_files(one, files);
    if (shared.empty()) continue;
    return InTheWay{one.id,
                    texts.format("desk.publishing.draft.in_the_way",
                                 {{"files", core::joined(shared, texts.get("desk.list_comma"))},
                                  {"number", std::to_string(one.id)},
                                  {"author", staff_name(names, one.author)},
                                  {"state", state_name(visit, one)}})};
  }
  return InTheWay{};
}

void add_publication_row(core::TemplateData& data, core::NameKey section, const Visit& visit,
                         const store::Publication& publication, StaffNames& names) {
  const std::string state(word_of(publication.state()));
  data.add(section)
      .set("PUBLICATION_ID", std::to_string(publication.id))
      .set("PUBLICATION_ASKED", core::chinese_moment(publication.asked, visit.year()))
      .set("PUBLICATION_AUTHOR", staff_name(names, publication.author))
      .set("PUBLICATION_REASON", publication.reason)
      .set("PUBLICATION_STATE", state_name(visit, publication))
      .show_if(state == "failed" || state == "declined", "PUBLICATION_STOPPED");
}

}  // namespace handler::desk
