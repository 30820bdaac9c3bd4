// A publication as the desk names it: its state, and where it stands in lists.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/page/page_template.h"
#include "handler/desk/casework/staff_names.h"
#include "handler/desk/visit.h"
#include "handler/store/publishing/publications.h"

namespace handler::desk {

// "waits", "queued" ...: the end of keys of texts.
std::string_view word_of(store::PublicationState state);
// The publisher is to carry it out, or does.
bool is_on_its_way(const store::Publication& publication);

// A row of `section`: number, when, by whom, why, and the state.
void add_publication_row(core::TemplateData& data, core::NameKey section, const Visit& visit,
                         const store::Publication& publication, StaffNames& names);

// The open publication of the site that changes one of these files too, and the sentence that names
// it and says what can be done; none: 0 and "". Fails as the store does.
struct InTheWay {
  std::int64_t publication = 0;
  std::string sentence;
};
core::Result<InTheWay> in_the_way(const Visit& visit,
                                  const std::vector<store::PublishedFile>& files);

// The display name of a user; the publisher's own name for 0.
std::string staff_name(StaffNames& names, std::int64_t user);

}  // namespace handler::desk
