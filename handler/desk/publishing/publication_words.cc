// The table of states, and one row of a list.
#include "handler/desk/publishing/publication_words.h"

#include <algorithm>
#include <array>
#include <utility>

namespace handler::desk {
namespace {

using State = store::PublicationState;

constexpr std::array<std::pair<State, std::string_view>, 7> kStates = {{
    {State::waits, "waits"},
    {State::queued, "queued"},
    {State::running, "running"},
    {State::done, "done"},
    {State::failed, "failed"},
    {State::declined, "declined"},
    {State::withdrawn, "withdrawn"},
}};

}  // namespace

std::string_view word_of(State state) {
  return std::ranges::find(kStates, state, &std::pair<State, std::string_view>::first)->second;
}

bool is_on_its_way(const store::Publication& publication) {
  const State state = publication.state();
  return state == State::queued || state == State::running;
}

bool is_open(const store::Publication& publication) {
  return publication.state() == State::waits || is_on_its_way(publication);
}

std::string staff_name(StaffNames& names, std::int64_t user) {
  return names.of({cases::Actor::Kind::staff, user, {}, ""});
}

void add_publication_row(core::TemplateData& data, core::NameKey section, const Visit& visit,
                         const store::Publication& publication, StaffNames& names) {
  const std::string state(word_of(publication.state()));
  data.add(section)
      .set("PUBLICATION_ID", std::to_string(publication.id))
      .set("PUBLICATION_ASKED", core::chinese_moment(publication.asked, visit.year()))
      .set("PUBLICATION_AUTHOR", staff_name(names, publication.author))
      .set("PUBLICATION_REASON", publication.reason)
      .set("PUBLICATION_STATE", visit.texts().get("desk.publishing.state." + state))
      .show_if(state == "failed" || state == "declined", "PUBLICATION_STOPPED");
}

}  // namespace handler::desk
