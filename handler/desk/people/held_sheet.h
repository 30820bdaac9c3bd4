// The sheet of everything that is held of a person under one number, to be read and taken home.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/forms/form.h"
#include "core/page/page_template.h"
#include "handler/desk/casework/case_page.h"
#include "handler/view/timeline.h"

namespace handler::desk {

// The value of `form` in the look that printing the sheet records; its title is case.sheet.ID.
inline constexpr std::string_view kHeldSheet = "personal_information";

// The sealed texts of a case, opened.
struct HeldTexts {
  core::FormValues identity;
  core::FormValues words;
  view::OpenedTexts later;
};
// Fails if a part cannot be opened; destroyed parts are left out.
core::Result<HeldTexts> open_held(const Visit& visit, const store::CaseRecord& record);

// Data for desk/held.html: identity, words and facts, every event in words, the parts with type,
// size and name of each file, the traces, the looks at the identity, the copies and the time of
// destruction. Texts that were withheld because they told of another person are not handed out.
// Fails if the traces cannot be read.
core::Result<core::TemplateData> held_sheet(const Visit& visit, const OpenCase& open,
                                            const HeldTexts& texts);

}  // namespace handler::desk
